"""Dutch abbreviations that need a sequel, and so never end a sentence.

Those that may end one ("enz.", "e.d.", "c.s.", "mln.") are left out: a small letter after them tells
enough.
"""

_BEFORE_NAMES = "dhr dr drs ds hr ing ir jhr jkvr lic mevr mgr mr mrs mw plv prof sr st wnd"
_BEFORE_NUMBERS = """
    aant afb afd art artn artt bijl blz fig handel hfdst kamerst kst nr nrs onderd p pag par pnt pp sec
    stb stcrt tab tel trb vol
    jan feb mrt apr jun jul aug sep sept okt nov dec
"""
_BEFORE_WORDS = """
    adj alg bijv bv ca cf conf dir div excl gem gen incl jo max min nl o.a red resp t/m vgl vnl vs w.o zgn
    a.d.h.v a.g.v d.d d.m.v d.w.z i.c i.c.m i.g.v i.h.b i.h.k.v i.o i.o.v i.p.v i.s.m i.t.t i.v.m m.b.t
    m.b.v m.i m.i.v m.m.v m.n m.u.v n.a.v n.o.v o.b.v o.g.v o.i.v o.l.v o.m.v t.a.v t.b.v t.g.v t.n.v t.o.v
    t.w.v v.a v.d z.g
"""

NEVER_LAST = frozenset(f"{_BEFORE_NAMES} {_BEFORE_NUMBERS} {_BEFORE_WORDS}".split())
"""In small letters and without the last full stop."""
