"""From readings to verdicts: pure judgements over arrays, and the rules that were configured."""
