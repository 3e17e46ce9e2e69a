"""Makes the weights of the trained reader. Never imported by Stemma."""
