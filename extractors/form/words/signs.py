"""How a target says at least, at most or exactly: signs, and the words that clerks write for them."""

MARK = "[≥≧≤≦＞＜><=＝]"
WORD = "不少于|不低于|不高于|不超过|大于|小于|等于"
EITHER = f"{MARK}|{WORD}"
REACHES = "达到|控制在"
