"""The desk: a live server over one case, for looking, adding, judging and handing on. Nothing here is imported by
reading or building."""
