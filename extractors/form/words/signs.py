"""How a target says at least, at most or exactly: signs, and the words that clerks write for them."""

MARK = "[≥≧≤≦＞＜><=＝]"
WORD = "不少于|不低于|不高于|不超过|大于|小于|等于"
EITHER = f"{MARK}|{WORD}"
REACHES = "达到|控制在"
# before a figure
MOVES = (
    "(?:缩短|压缩|降低|下降|减少|提高|提升|增加|增长|上升|扩大)(?:至|到)|降至|降到|增至|(?:稳定|保持|维持)在"
    "|低于|高于|少于|多于|超过|不早于|不晚于|不迟于"
)
# a target that is but a judgement (明显提高, 得到改善, 良好)
JUDGED = (
    "(?:(?:有所|明显|显著|大幅|不断|持续|逐步|逐年|稳步|进一步|得到|有效|较大|全面)"
    "(?:提高|提升|改善|增强|加强|增加|减少|下降|降低|优化|完善|保障|缓解|满足|解决|规范|推进|向好|好转)"
    "|(?:较为)?(?:良好|优良|优秀|稳定|及时|满意|达标|合格))"
)
