"""How much a page holds: it is read by a person, and opened by a browser at once. The export has everything."""

# Claims as cards, those of them with a tree, and further claims as a line each: in several places, in one only.
MOST_CARDS = 120
MOST_TREES = 60
MOST_LINES = 600
MOST_LONE = 400
MOST_UTTERANCES = 80
# Voices of a side, and places of a voice, in what a card unfolds, and the same in a case of more reports than LARGE.
MOST_VOICES, MOST_QUOTES = 40, 30
FEWER_VOICES, FEWER_QUOTES = 10, 3
LARGE = 400
MOST_WORDINGS = 30
# Places at which a named time or place is shown, named times, and named places.
MOST_SNIPPETS, FEWER_SNIPPETS = 12, 2
MOST_TIMES = 120
MOST_PLACES = 150
# Things of which figures are given, and figures of one thing.
MOST_STRIPS = 40
MOST_FIGURES = 40
MOST_IN_A_LIST = 200
# Claims of which the whole tree can be asked for where the first picture of it was pruned, and its nodes.
MOST_WHOLE_TREES = 10
MOST_NODES_WHOLE = 250
# Characters of report text on the page, and of a single report, before only the surroundings of what is quoted are
# shown. 1.2 million make a page of some 3 MB, which a browser still opens at once; in a large case there is less room.
MOST_TEXT = 1_200_000
LESS_TEXT = 500_000
MOST_TEXT_OF_A_REPORT = 150_000
