"""What happens in the made-up cases; nobody of it exists."""

CITIES = ("440100", "440300", "440600", "441900", "440500", "440800")
FIRMS = {
    "heaters": ("示例取暖电器商行", "440100"),
    "online": ("示例网络商城", "440300"),
    "furniture": ("示例家居广场", "440600"),
    "phones": ("示例手机连锁店", "441900"),
    "toys": ("示例玩具批发部", "440500"),
    "seafood": ("示例海味超市", "440800"),
}
DEPARTMENTS = {"engineering": "housing_construction", "environment": "ecology_environment"}
ADDRESS = "示例路 1 号"
DEMAND = "退货退款，并承担运费。"
REFUSED = "同一类商品短期内多次购买，不能证明为生活消费需要。"
ANSWER = "我们愿意换货或者退款，已联系顾客。"
AGREED = "被投诉人退还货款，投诉人退回商品，双方再无争议。"
HANDED = "不属于市场监管职责，移交主管部门办理；也可以拨打 12345。"
LONGER = "需要对样品检验，期限内不能出结论。"
FOUND = "现场检查发现销售的商品没有合格证明，线索属实。"
NOTHING = "现场检查未发现所反映的情形。"
RESULT = "责令改正，没收违法商品，处以罚款（示例）。"
HEATER = (
    "上周在店里买的取暖器，用到第三天外壳漏电，孩子摸到被电了一下，手上起了红印。"
    "店家说是插座的问题，不给退。机身上没有看到3C标志。"
)
TOYS = "批发部卖的磁力珠没有3C标志，也没有厂名厂址，成箱发往幼儿园门口的小店。"
LABORATORY = "示例电器检验所"
LEAKS = "泄漏电流超过标准限值（示例）。"
NO_MARK = "被投诉的取暖器没有强制性产品认证标志，涉嫌销售未经认证的产品。"
WHERE = "示例市监所调解室"
MEDIATORS = "示例·调解员甲"


def somebody(place: int) -> dict[str, str]:
    """A name, a phone number that nobody has, an address: made up, different for each case."""
    return {
        "name": f"示例{'甲乙丙丁戊己庚辛壬癸'[place % 10]}",
        "phone": f"100{place:08d}",
        "address": f"示例小区 {place + 1} 号",
    }
