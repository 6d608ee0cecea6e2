"""What made-up complaints are put together from. Nobody said any of it; firms are invented.

Some of it avoids the words of the keyword rules on purpose, as people do.
"""

CITIES = (
    "广州",
    "深圳",
    "珠海",
    "汕头",
    "佛山",
    "韶关",
    "湛江",
    "肇庆",
    "江门",
    "茂名",
    "惠州",
    "梅州",
    "东莞",
    "中山",
    "清远",
    "揭阳",
)
SHOPS = ("示例商行", "示例超市", "示例网店", "示例专卖店", "示例商城", "示例批发部")
OPENINGS = ("", "您好，", "我要投诉：", "反映一个问题，", "本人", "请帮忙处理，", "求助！", "😡 ")
WHEN = ("上周", "3月15日", "昨天", "去年双十一", "前几天", "国庆期间", "刚刚", "一个月前", "２月底")
BOUGHT = (
    "在{city}{shop}买了{thing}",
    "{city}{shop}卖给我的{thing}",
    "从{shop}（{city}）购买{thing}",
)
USED = ("，用了没几天", "，第二次用的时候", "，孩子用的时候", "，打开一看", "，回家后", "，")
CLOSINGS = ("", "", "谢谢。", "有照片和小票。", "订单号202604150012345。", "请尽快回复！！", "🙏🙏")

PRODUCTS = {
    "food": ("一箱牛奶", "面包", "火锅外卖", "两盒月饼", "散装花生油", "一袋零食", "即食鸡胸肉"),
    "drugs": ("感冒药", "一盒止痛药", "中药饮片", "胶囊", "退烧的药水"),
    "devices": ("血压计", "血糖仪", "助听器", "制氧机", "给老人用的轮椅"),
    "cosmetics": ("面膜", "口红", "面霜", "染发剂", "一套护肤品", "祛斑膏"),
    "toys": ("积木", "遥控车", "磁力珠", "毛绒公仔", "会唱歌的小火车"),
    "children": ("婴儿车", "奶瓶", "婴儿床", "学步车", "安抚奶嘴", "宝宝餐椅"),
    "clothing": ("羽绒服", "校服", "四件套", "裙子", "毛衣", "一条牛仔裤"),
    "footwear": ("运动鞋", "皮鞋", "拉杆箱", "书包", "一双靴子"),
    "furniture": ("沙发", "床垫", "衣柜", "餐桌", "实木书架"),
    "appliances": ("电饭煲", "冰箱", "洗衣机", "空气炸锅", "吹风机", "破壁机"),
    "heaters": ("取暖器", "电热水器", "暖风机", "电热毯", "小太阳", "踢脚线暖气片"),
    "gas": ("燃气灶", "煤气罐", "液化气", "减压阀", "烧气的灶台"),
    "electronics": ("手机", "充电宝", "平板", "蓝牙耳机", "路由器", "投影仪"),
    "ebikes": ("电动车", "电瓶", "电动自行车", "锂电池", "代步的小电驴"),
    "vehicles": ("新能源车", "轮胎", "行车记录仪", "二手轿车", "一辆越野车"),
    "building": ("瓷砖", "油漆", "水龙头", "防盗门", "地板", "卫生间的五金件"),
    "chemicals": ("洗衣液", "消毒液", "杀虫剂", "洗洁精", "强力胶"),
    "equipment": ("电梯", "扶梯", "叉车", "游乐设施", "小区那台升降梯"),
    "services": ("健身房年卡", "培训班课程", "酒店房间", "美容院套餐", "搬家"),
    "engineering": ("楼盘外墙", "商品房", "地下室", "小区楼板", "新建的桥"),
    "environment": ("工厂排污", "工地扬尘", "夜间噪声", "饭店油烟", "河涌黑臭"),
    "other": ("彩票", "宠物", "二手书", "花篮", "手工艺品"),
}
# Matters that are not bought, and how they are told.
SEEN = {
    "equipment": ("{city}我们楼里的{thing}", "{city}示例商场的{thing}"),
    "services": ("{city}示例公司的{thing}", "在{city}示例门店订的{thing}"),
    "engineering": ("{city}示例花园的{thing}", "{city}示例工程的{thing}"),
    "environment": ("{city}示例路这里{thing}", "{city}示例工业园旁边{thing}"),
}
GENERAL = ("defect", "counterfeit", "label", "none")
HAZARDS = {
    "food": ("poisoning", "microbes", "foreign_body", "chemical", "label", "counterfeit", "none"),
    "drugs": ("allergy", "poisoning", "label", "counterfeit", "none"),
    "devices": ("shock", "mechanical", *GENERAL),
    "cosmetics": ("allergy", "chemical", "label", "counterfeit", "none"),
    "toys": ("choking", "mechanical", "chemical", *GENERAL),
    "children": ("mechanical", "choking", "collapse", "chemical", *GENERAL),
    "clothing": ("allergy", "chemical", *GENERAL),
    "footwear": ("chemical", "mechanical", *GENERAL),
    "furniture": ("collapse", "chemical", "mechanical", "defect", "none"),
    "appliances": ("shock", "fire", "burn", "explosion", "defect", "none"),
    "heaters": ("shock", "fire", "burn", "poisoning", "defect", "none"),
    "gas": ("explosion", "fire", "poisoning", "defect", "counterfeit", "none"),
    "electronics": ("fire", "explosion", "burn", *GENERAL),
    "ebikes": ("fire", "explosion", "mechanical", "defect", "none"),
    "vehicles": ("mechanical", "fire", "defect", "none"),
    "building": ("chemical", "collapse", "mechanical", "explosion", *GENERAL),
    "chemicals": ("burn", "allergy", "chemical", "poisoning", *GENERAL),
    "equipment": ("mechanical", "collapse", "defect", "none"),
    "services": ("none", "mechanical", "microbes"),
    "engineering": ("collapse", "mechanical", "defect", "none"),
    "environment": ("chemical", "none"),
    "other": ("defect", "counterfeit", "none"),
}
HAPPENED = {
    "shock": ("外壳漏电，手被电了一下", "摸上去麻手，电笔一测带电", "差点触电", "碰到水就打人"),
    "fire": ("突然冒烟起火", "插头烧焦了", "半夜自燃", "充电时着火", "火苗一下窜起来"),
    "explosion": ("突然爆炸", "玻璃炸裂", "砰的一声炸开", "鼓包后爆裂", "崩得满屋都是碎片"),
    "burn": ("把手烫伤了", "起了一大片水泡", "低温烫伤", "喷出来灼伤皮肤", "皮都烫熟了"),
    "mechanical": ("边缘锋利划伤手", "夹手", "用着用着断裂，人摔伤", "刹车失灵", "磕掉一颗牙"),
    "choking": ("小零件掉下来，差点误吞", "卡在喉咙", "绳带勒住脖子", "孩子憋得脸发紫"),
    "collapse": ("突然翻倒砸到人", "裂缝越来越大", "塌了一块", "整个倒下来", "晃得厉害要散架"),
    "chemical": ("味道刺鼻，甲醛超标", "检测重金属超标", "有异味，闻了头晕", "气味呛得睁不开眼"),
    "poisoning": ("之后上吐下泻", "一家人中毒送医", "腹泻两天", "晕倒在浴室，说是缺氧"),
    "microbes": ("已经发霉", "胀包发臭", "长毛了", "细菌超标", "一股酸味，都变色了"),
    "foreign_body": ("里面有虫子", "吃出玻璃渣", "有一根头发", "发现异物", "咬到一颗螺丝"),
    "allergy": ("全身起红疹", "皮肤过敏红肿", "又痒又肿", "发痒脱皮", "脸上全是小疙瘩"),
    "label": ("没有生产日期", "没有中文标签", "说明书缺失", "三无产品", "外包装什么都没写"),
    "counterfeit": ("是假货", "跟正品不一样，假冒的", "山寨的", "高仿", "扫码查不到这个东西"),
    "defect": ("坏了", "开不了机", "有质量问题", "变形了", "做工粗糙", "没两天就罢工"),
    "none": ("", "，", "还没用上", "东西本身没事"),
}
WANTED = {
    "refund": ("要求退款", "我要退货退钱", "请求退一赔三", "不给退，要求退还", "钱得还我"),
    "repair": (
        "保修期内不给维修",
        "修了三次还没好",
        "要求换货",
        "返厂一个月没消息",
        "给我弄好就行",
    ),
    "quality": ("希望查一查质量", "这样的质量不合格", "请求检测鉴定", "这种货怎么能卖"),
    "service": ("客服态度恶劣", "一直推诿没人管", "电话不接，联系不上", "把我拉黑了"),
    "price": ("还乱收费", "没有明码标价", "多收了两百元", "涨价一倍", "结账比说好的贵"),
    "advertising": ("属于虚假宣传", "广告说得天花乱坠", "与描述不符", "直播间夸大", "吹得神乎其神"),
    "contract": (
        "商家违约不履行合同",
        "交了定金不发货",
        "霸王条款",
        "单方面砍单",
        "说好的事不认了",
    ),
    "safety": ("有安全隐患，请查处", "人已住院", "太危险了", "希望召回", "再这样要出人命"),
    "other": ("想咨询怎么办", "给个建议", "不开发票", "泄露我的个人信息", "请有关部门管管"),
}
GRAVE = {"shock", "fire", "explosion", "burn", "mechanical", "choking", "collapse", "poisoning"}
