"""The made-up firms with their sites and products."""

from dataclasses import dataclass

from zhiliang.methods.gs1 import check_digit

COMPANY = "9520084"


@dataclass(frozen=True)
class MadeUpFirm:
    """A firm with one site; `public`: its name may stand on the page of a scan."""

    key: str
    name: str
    place: str
    number: int
    public: bool = False

    @property
    def gln(self) -> str:
        """Its location number."""
        head = f"{COMPANY}{self.number:05d}"
        return head + check_digit(head)

    @property
    def site(self) -> str:
        """Its location as a Digital Link."""
        return f"https://id.gs1.org/414/{self.gln}"


@dataclass(frozen=True)
class MadeUpProduct:
    """A product by whoever makes it; `generic` is what it is whoever makes it."""

    key: str
    maker: str
    name: str
    generic: str
    number: int
    unit: str = "KGM"
    certificate: str = ""

    @property
    def gtin(self) -> str:
        """Fourteen digits."""
        head = f"0{COMPANY}{self.number:05d}"
        return head + check_digit(head)

    def lot(self, number: str) -> str:
        """A lot of it."""
        return f"https://id.gs1.org/01/{self.gtin}/10/{number}"


FIRMS = {
    one.key: one
    for one in (
        MadeUpFirm("farm_a", "示例牧场", "440800", 1, public=True),
        MadeUpFirm("farm_b", "示例第二牧场", "441400", 2),
        MadeUpFirm("dairy", "示例乳业有限公司", "440100", 3, public=True),
        MadeUpFirm("store", "示例冷链仓储", "440100", 4),
        MadeUpFirm("shop_1", "示例超市一店", "440300", 5),
        MadeUpFirm("shop_2", "示例超市二店", "440600", 6),
        MadeUpFirm("shop_3", "示例超市三店", "440500", 7),
        MadeUpFirm("shop_4", "示例超市四店", "440400", 8),
        MadeUpFirm("pigs", "示例养殖场", "441200", 9),
        MadeUpFirm("abattoir", "示例屠宰厂", "440600", 10),
        MadeUpFirm("sausage", "示例肉制品厂", "441900", 11),
        MadeUpFirm("hardware", "示例五金厂", "440600", 12),
        MadeUpFirm("appliances", "示例电器有限公司", "440100", 13),
    )
}
SHOPS = ("shop_1", "shop_2", "shop_3", "shop_4")
PRODUCTS = {
    one.key: one
    for one in (
        MadeUpProduct("milk_a", "farm_a", "示例生鲜乳（甲）", "生鲜乳", 1),
        MadeUpProduct("milk_b", "farm_b", "示例生鲜乳（乙）", "生鲜乳", 2),
        MadeUpProduct(
            "yogurt",
            "dairy",
            "示例原味酸奶",
            "酸奶",
            3,
            certificate="https://example.org/organic/1",
        ),
        MadeUpProduct("fresh", "dairy", "示例巴氏鲜奶", "巴氏杀菌乳", 4),
        MadeUpProduct("pig", "pigs", "示例生猪", "生猪", 5),
        MadeUpProduct("pork", "abattoir", "示例分割肉", "猪肉", 6),
        MadeUpProduct("offal", "abattoir", "示例副产品", "猪副产品", 7),
        MadeUpProduct("sausage", "sausage", "示例广式腊肠", "腊肠", 8),
        MadeUpProduct("pot", "hardware", "示例内胆", "电饭煲内胆", 9, unit=""),
        MadeUpProduct("cooker", "appliances", "示例电饭煲", "电饭煲", 10, unit=""),
    )
}


def box(number: int) -> str:
    """A container that is used again and again."""
    head = f"0{COMPANY}{number:09d}"
    return f"https://id.gs1.org/00/{head}{check_digit(head)}"
