"""How a draw is done, in words that are published and frozen with its lists."""

RULE = {
    "zh": "种子是下面三项的规范JSON的SHA-256：本文件的SHA-256、公布后的随机串、公开随机数。"
    "每层的种子由总种子和层名同样得出，每家企业抽检查人员的种子由总种子和企业名同样得出。"
    "种子文本后接八字节序号0、1、2……（高位在前），其SHA-256是256位的数；"
    "不小于最大整倍数的数弃去，余数决定抽中谁。无权重时，名单按码位排序、去掉回避者，"
    "第i位与第i＋余数位对调；有权重时，按同一顺序把剩余者的权重首尾相接，余数落在谁的一段就抽谁，不放回。"
    "检查人员按抽出的先后逐家抽取，回避者和任务已满者不参加。",
    "en": "The seed is the SHA-256 of the canonical JSON of three parts: the SHA-256 of this "
    "document, the revealed nonce, the public numbers. The seed of a stratum follows likewise from "
    "seed and name, and so does the seed that draws the inspectors of a firm. The SHA-256 of the "
    "seed's text followed by 0, 1, 2 … in eight bytes (big end first) is a 256-bit number; numbers "
    "not below the largest multiple are thrown away, the remainder decides. Without weights the "
    "list is sorted by code point without the excluded, and place i is swapped with place i + "
    "remainder; with weights the weights left are laid end to end in that order and the remainder "
    "falls on one, which is drawn and not put back. Inspectors are drawn firm by firm in the order "
    "drawn, without those in conflict or with all the tasks they may have.",
}
