"""What words mean to the stages: data in YAML, one small file a language and kind, loaded by an explicit call."""
