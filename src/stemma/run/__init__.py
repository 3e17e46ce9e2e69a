"""Running the stages: in order, over a case folder, in several processes."""
