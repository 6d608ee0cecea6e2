"""Which of Guangdong's 21 cities share a land border. 待核: general geography, no boundary data."""

CERTAINTY = "待核"

# Code of GB/T 2260 → neighbours with a larger code. Borders in the mouth of the Pearl River only,
# such as Zhongshan's with Shenzhen and Dongguan, are left out.
BORDERS = {
    "440100": ("440200", "440600", "441300", "441800", "441900", "442000"),
    "440200": ("441300", "441600", "441800"),
    "440300": ("441300", "441900"),
    "440400": ("440700", "442000"),
    "440500": ("445100", "445200"),
    "440600": ("440700", "441200", "441800", "442000", "445300"),
    "440700": ("441700", "442000", "445300"),
    "440800": ("440900",),
    "440900": ("441700", "445300"),
    "441200": ("441800", "445300"),
    "441300": ("441500", "441600", "441900"),
    "441400": ("441500", "441600", "445100", "445200"),
    "441500": ("441600", "445200"),
    "441700": ("445300",),
    "445100": ("445200",),
}
NEIGHBOURS = tuple((city, other) for city, others in BORDERS.items() for other in others)
