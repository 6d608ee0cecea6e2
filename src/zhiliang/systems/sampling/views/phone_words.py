"""Every sentence that the script on the phone says; it fills in %(name)s itself."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Sentences by name, in the reader's language."""
    return {**_states(), **_syncing(), **_checking(), **_photographs()}


def _states() -> dict[str, str]:
    return {
        "draft": _("草稿"),
        "waiting": _("待同步"),
        "synced": _("已同步"),
        "refused": _("被退回"),
        "leave": _("未能抽样"),
        "saved": _("已存在这部手机上（%(time)s）"),
        "none": _("还没有填写"),
    }


def _syncing() -> dict[str, str]:
    return {
        "offline": _("现在没有网络：照常填写和提交，有网后自动同步。"),
        "kept": _("已存进手机，可离线使用：%(count)s 页。"),
        "notKept": _("这个浏览器不能离线保存页面：请联网使用。"),
        "queued": _("已提交，等待同步：没有网络，有网后自动同步。不要清除浏览器数据。"),
        "sending": _("正在同步……"),
        "done": _("已同步：服务器已收下。"),
        "signIn": _("登录已过期：草稿和照片都在这部手机上，登录后接着同步。"),
        "toSignIn": _("登录"),
        "other": _("这部手机上现在登录的是别人：请用填写人的账号登录后同步。"),
        "gone": _("这项任务已不在您名下：请联系组织部门。草稿还在这部手机上。"),
        "large": _("照片太大，服务器没有收：请删去几张后重新提交。"),
        "later": _("服务器暂时没有回应，稍后自动再试。"),
        "back": _("被退回，请改正后重新提交："),
        "changed": _("已改回草稿：改完请重新提交。"),
        "print": _("查看、打印抽样单"),
    }


def _checking() -> dict[str, str]:
    return {
        "needed": _("必填。"),
        "stock": _("库存 %(stock)s 少于实施细则要求的 %(least)s，不得抽样（第十八条第一项）。"),
        "over": _("抽取的数量超过库存，请核对。"),
        "test": _("实施细则要求检验样品 %(least)s%(unit)s。"),
        "spare": _("实施细则要求%(spare)s %(least)s%(unit)s。"),
        "price": _("检验样品须购买：填写标价；没有标价的，填同类产品的市场价格。"),
        "paid": _("购样费应为 %(count)s 份共 %(due)s 元，请核对。"),
        "due": _("应付：%(count)s × %(price)s = %(due)s 元"),
        "seal": _("备用样品须单独封样，请填封条号。"),
        "seals": _("检验样品和备用样品须分别封样，封条号不能相同。"),
        "unsigned": _("没有签字的，写明情况。"),
        "witness": _("没有签字的，写明见证人。"),
        "number": _("请填数。"),
        "registered": _("登记名称：%(name)s"),
        "unknown": _("登记库里没有这个代码。"),
        "code": _("统一社会信用代码是 18 位。"),
        "forbidden": _("不得抽取这个产品："),
        "allowed": _("第八条核对：没有查到六个月内的同一产品。"),
        "unchecked": _("第八条（六个月内不重复抽查）同步时由服务器核对。"),
        "toLeave": _("改记“未能抽样”"),
        "mend": _("还不能提交，请改正以下各处："),
    }


def _photographs() -> dict[str, str]:
    return {
        "noPhoto": _("还没有拍照。"),
        "remove": _("删去：%(shows)s，第 %(number)s 张"),
        "shot": _("%(shows)s，第 %(number)s 张"),
        "unreadable": _("这个文件不是照片，请重拍。"),
        "full": _("手机空间不够，没有存下。请先同步别的任务，或者清理手机空间。"),
    }
