"""Judgements of a proposed target and their words, in the order in which they are asked."""

BELOW_BASELINE = "below_baseline"
BELOW_PATH = "below_path"
BELOW_PEERS = "below_peers"
IN_LINE = "in_line"
AMBITIOUS = "ambitious"

JUDGEMENTS = {
    BELOW_BASELINE: (
        "低于基线：目标比已经达到的水平还低",
        "below the baseline: it asks for less than has been reached already",
    ),
    BELOW_PATH: (
        "低于要求路径：照此目标，到期达不到上级目标",
        "below the required path: with it the target set above is not reached in time",
    ),
    BELOW_PEERS: (
        "低于同组：不低于要求路径，但低于同组目标的中位数",
        "below its peers: no lower than the required path, but lower than the peers' median",
    ),
    IN_LINE: (
        "与要求相当：不低于要求路径和同组目标的中位数，但未同时高于两者",
        "in line: no lower than the required path and the peers' median, not above both",
    ),
    AMBITIOUS: (
        "有进取性：高于要求路径，也高于同组目标的中位数",
        "ambitious: above the required path and above the peers' median",
    ),
}
