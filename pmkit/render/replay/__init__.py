"""Shows a replay: two timelines, one under the other, with the clocks of both."""
