"""A simulated quarter: what becomes of chosen action items, and of the incidents that they were meant for."""
