"""One report becomes a reading: one stage a module, told in order by reader.py."""
