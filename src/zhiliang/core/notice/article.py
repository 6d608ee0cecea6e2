"""Articles of Chinese laws by number."""

DIGITS = "零一二三四五六七八九"
TENS = {"十": 10, "百": 100}


def number_of(article: str) -> int:
    """第一百零二条 as 102."""
    total, digit = 0, 0
    for character in article.strip("第条"):
        if character in TENS:
            total, digit = total + (digit or 1) * TENS[character], 0
        else:
            digit = DIGITS.index(character)
    return total + digit
