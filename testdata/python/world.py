"""The drawn world: pictures of 64 x 64 pixels, captions, edit instructions, exact targets, and how an output is judged:
the reference of org.flux4j.train.world.

Everything drawn is integer arithmetic, so that a twin in another language has the same pixels:
  * a shape with an integer centre (cx, cy) and an integer radius r is tested at 4 x 4 points in each pixel, in units of
    1/8 pixel: u = 8 (x - cx) + 2 i + 1, v = 8 (y - cy) + 2 j + 1, i, j = 0..3; n = the number of points inside, 0..16;
  * a pixel becomes (old (16 - n) + colour n + 8) >> 4, channel by channel, object after object.
"""
import copy
import math

import numpy as np

SIZE = 64
COLORS = {'red': (225, 35, 40), 'green': (35, 165, 65), 'blue': (40, 70, 215), 'yellow': (250, 215, 40), 'purple': (165, 50, 195), 'cyan': (50, 200, 225)}
BGS = {'white': (245, 245, 245), 'black': (20, 20, 20), 'gray': (128, 128, 128), 'pink': (250, 190, 205), 'brown': (120, 75, 45)}
SHAPES = ['circle', 'square', 'triangle', 'star', 'ring', 'cross']
SIZES = {'small': 7, 'big': 11}                  # radius in pixels
BOXR = {'small': 8, 'big': 12}                   # half the side of the box that asks for a shape of this size
BOX = (255, 0, 0)                                # org.flux4j.picture.VisualCue, one pixel wide at 64 x 64
CELLS = [(16, 16), (48, 16), (16, 48), (48, 48)]
PLACES = ['top left', 'top right', 'bottom left', 'bottom right']
SHIFTS = (-4, 0, 4)
KINDS = ['recolor', 'reshape', 'remove', 'background', 'box', 'resize', 'move']
# Held out by content. HOLD_CS: (colour, shape) in no training picture at all.
# HOLD_K: per kind, the (colour, shape) that the edit makes or touches, never trained with that kind.
HOLD_CS = {('green', 'ring'), ('cyan', 'triangle'), ('yellow', 'square'), ('purple', 'star')}
HOLD_K = {
    'recolor': {('red', 'triangle'), ('green', 'square'), ('yellow', 'cross'), ('purple', 'circle')},
    'reshape': {('red', 'ring'), ('blue', 'star'), ('cyan', 'circle'), ('yellow', 'triangle')},
    'remove': {('red', 'square'), ('green', 'star'), ('blue', 'cross'), ('cyan', 'ring')},
    'background': set(),
    'box': {('red', 'cross'), ('green', 'triangle'), ('blue', 'circle'), ('cyan', 'star')},
    'resize': {('red', 'circle'), ('blue', 'ring'), ('yellow', 'star'), ('purple', 'square')},
    'move': {('green', 'cross'), ('blue', 'triangle'), ('cyan', 'square'), ('purple', 'ring')}}


# ------------------------------------------------------------------------------------------------------------ drawing
def star_vertices(r):
    """Ten corners in 1/8 pixel, clockwise from the top; outer radius 1.1 r, inner 0.45 of that, both rounded."""
    outer = (88 * r + 5) // 10
    inner = (45 * outer + 50) // 100
    out = []
    for k in range(10):
        rho = inner if k % 2 else outer
        out.append((math.floor(rho * math.sin(math.pi * k / 5) + .5), math.floor(-rho * math.cos(math.pi * k / 5) + .5)))
    return out


def inside(shape, u, v, r, star):
    R = 8 * r
    if shape == 'circle':
        return u * u + v * v < R * R
    if shape == 'square':
        return abs(u) < R and abs(v) < R
    if shape == 'triangle':                      # apex (0, -R), base from (-R, R) to (R, R)
        return v < R and 2 * abs(u) < v + R
    if shape == 'ring':                          # inner radius half the outer
        return u * u + v * v < R * R and 4 * (u * u + v * v) >= R * R
    if shape == 'cross':                         # arms 3/8 of the radius to either side
        return (8 * abs(u) < 3 * R and abs(v) < R) or (8 * abs(v) < 3 * R and abs(u) < R)
    for k in range(10):                          # star: in the triangle of the centre and one edge
        (ax, ay), (bx, by) = star[k], star[(k + 1) % 10]
        if ax * v - ay * u >= 0 and u * by - v * bx >= 0 and (bx - ax) * (v - ay) - (by - ay) * (u - ax) >= 0:
            return True
    return False


_cover = {}


def cover(shape, r):
    """n = 0..16 for the pixels dx, dy = -m .. m - 1 around the centre; m."""
    if (shape, r) not in _cover:
        m = r + 2
        star = star_vertices(r) if shape == 'star' else None
        n = np.zeros((2 * m, 2 * m), np.int32)
        for dy in range(-m, m):
            for dx in range(-m, m):
                n[dy + m, dx + m] = sum(inside(shape, 8 * dx + 2 * i + 1, 8 * dy + 2 * j + 1, r, star) for j in range(4) for i in range(4))
        _cover[shape, r] = n[..., None], m
    return _cover[shape, r]


def stamp(img, shape, color, cx, cy, r):
    n, m = cover(shape, r)
    x0, y0, x1, y1 = max(0, cx - m), max(0, cy - m), min(SIZE, cx + m), min(SIZE, cy + m)
    if x0 >= x1 or y0 >= y1:
        return
    n = n[y0 - cy + m:y1 - cy + m, x0 - cx + m:x1 - cx + m]
    w = img[y0:y1, x0:x1]
    w[:] = (w * (16 - n) + np.array(color, np.int32) * n + 8) >> 4


def cue(img, box):
    """VisualCue.draw: the outline of x0 <= x < x1, y0 <= y < y1, one pixel wide, inside the box."""
    x0, y0, x1, y1 = box
    img[y0, x0:x1] = img[y1 - 1, x0:x1] = img[y0:y1, x0] = img[y0:y1, x1 - 1] = BOX


def render(s, box=None):
    """uint8 [64, 64, 3]"""
    img = np.empty((SIZE, SIZE, 3), np.int32)
    img[:] = BGS[s['bg']]
    for o in s['objs']:
        stamp(img, o['shape'], COLORS[o['color']], *o['pos'], SIZES[o['size']])
    if box is not None:
        cue(img, box)
    return img.astype(np.uint8)


# ------------------------------------------------------------------------------------------------------------- scenes
def shifted(rng, c):
    """Half of the objects sit in the middle of their cell, the others at one of nine points."""
    if rng.random() < .5:
        return tuple(c)
    return c[0] + rng.choice(SHIFTS), c[1] + rng.choice(SHIFTS)


def cell(o):
    return (1 if o['pos'][0] > 32 else 0) + (2 if o['pos'][1] > 32 else 0)


def free(s):
    return [i for i in range(4) if i not in [cell(p) for p in s['objs']]]


def cs(o):
    return o['color'], o['shape']


def rand_scene(rng, n, held=False):
    """n objects of different shapes in different cells."""
    objs = []
    for i in rng.sample(range(4), n):
        while True:
            o = dict(shape=rng.choice(SHAPES), color=rng.choice(list(COLORS)), size=rng.choice(list(SIZES)), pos=shifted(rng, CELLS[i]))
            if all(o['shape'] != p['shape'] for p in objs) and (held or cs(o) not in HOLD_CS):
                break
        objs.append(o)
    return dict(bg=rng.choice(list(BGS)), objs=objs)


# -------------------------------------------------------------------------------------------------------------- words
# The first of each list is the plain way to say it and is drawn half of the time.
TEMPLATES = {
    'recolor': ['make the {o} {v}', 'paint the {o} {v}', 'change the {o} to {v}', 'turn the {o} {v}', 'color the {o} {v}', 'change the color of the {o} to {v}'],
    'reshape': ['replace the {o} with a {v}', 'turn the {o} into a {v}', 'change the {o} into a {v}', 'change the {o} to a {v}', 'make the {o} a {v}', 'swap the {o} for a {v}'],
    'remove': ['remove the {o}', 'delete the {o}', 'erase the {o}', 'take away the {o}', 'take the {o} away'],
    'background': ['make the background {v}', 'paint the background {v}', 'change the background to {v}', 'turn the background {v}', 'change the color of the background to {v}'],
    'box': ['add a {v} in the box', 'put a {v} in the box', 'draw a {v} in the box', 'place a {v} in the box', 'add a {v} inside the box', 'a {v} in the box'],
    'bigger': ['make the {o} bigger', 'make the {o} larger', 'make the {o} big', 'enlarge the {o}'],
    'smaller': ['make the {o} smaller', 'make the {o} small', 'shrink the {o}'],
    'move': ['move the {o} to the {v}', 'put the {o} in the {v}', 'place the {o} in the {v}', 'move the {o} to the {v} corner', 'move the {o} into the {v} corner']}


def pick(rng, options):
    return options[0] if rng.random() < .5 else rng.choice(options)


def say(rng, kind, v, o=None, plain=False):
    """o: the object spoken of, named by its shape or by colour and shape."""
    name = '' if o is None else o['shape'] if plain or rng.random() < .6 else f"{o['color']} {o['shape']}"
    t = TEMPLATES[v if kind == 'resize' else kind]
    text = (t[0] if plain else pick(rng, t)).format(o=name, v=v)
    return text + ('.' if not plain and rng.random() < .1 else '')


def caption(rng, s, plain=False):
    """Of a scene whose objects all sit in the middle of their cells: no size named means big, no background means white."""
    objs = list(s['objs'])
    if not plain:
        rng.shuffle(objs)
    sized = plain or any(o['size'] != 'big' for o in objs) or rng.random() < .6
    grounded = plain or s['bg'] != 'white' or not objs or rng.random() < .6
    what = lambda o: (o['size'] + ' ' if sized else '') + f"{o['color']} {o['shape']}"
    if plain or len(objs) > 2 or not objs or rng.random() < .5:
        return ', '.join([f"{what(o)} {PLACES[cell(o)]}" for o in objs] + ([f"{s['bg']} background"] if grounded else []))
    if len(objs) == 1:
        text = f"a {what(objs[0])} {rng.choice(['in', 'at'])} the {PLACES[cell(objs[0])]}" + (f" on a {s['bg']} background" if grounded else '')
    else:                                        # short, so that every caption of two objects is at most 16 tokens, the end included
        text = ' and '.join(f"a {what(o)} {PLACES[cell(o)]}" for o in objs) + (f" on {s['bg']}" if grounded else '')
    return text


# -------------------------------------------------------------------------------------------------------------- edits
def variants(kind, s, o):
    """Every exact outcome of the kind on object o of scene s: {value: scene}, the value of s itself left out."""
    out = {}

    def put(v, f):
        t = copy.deepcopy(s)
        f(t, t['objs'][o])
        out[v] = t
    q = s['objs'][o]
    if kind == 'recolor':
        for c in COLORS:
            if c != q['color']:
                put(c, lambda t, p: p.update(color=c))
    elif kind == 'reshape':
        for h in SHAPES:
            if all(h != p['shape'] for p in s['objs']):
                put(h, lambda t, p: p.update(shape=h))
    elif kind == 'remove':
        for i in range(len(s['objs'])):
            put(i, lambda t, p: t['objs'].pop(i))
    elif kind == 'background':
        for b in BGS:
            if b != s['bg']:
                put(b, lambda t, p: t.update(bg=b))
    elif kind == 'resize':
        put('smaller' if q['size'] == 'big' else 'bigger', lambda t, p: p.update(size='small' if p['size'] == 'big' else 'big'))
    elif kind == 'move':
        a = CELLS[cell(q)]
        for f in free(s):
            put(PLACES[f], lambda t, p: p.update(pos=(q['pos'][0] + CELLS[f][0] - a[0], q['pos'][1] + CELLS[f][1] - a[1])))
    return out


def box_place(rng, s, size=None):
    """A place in a free cell and the box around it, which says the size too."""
    size = size or rng.choice(list(SIZES))
    p = shifted(rng, CELLS[rng.choice(free(s))])
    b = BOXR[size]
    return p, size, (p[0] - b, p[1] - b, p[0] + b, p[1] + b)


def box_variants(s, p, size):
    out = {}
    for c in COLORS:
        for h in SHAPES:
            if all(h != q['shape'] for q in s['objs']):
                t = copy.deepcopy(s)
                t['objs'].append(dict(shape=h, color=c, size=size, pos=p))
                out[f'{c} {h}'] = t
    return out


def key(kind, s, o, v):
    """The (colour, shape) by which an edit is held out: the object that the edit makes or touches."""
    if kind == 'background':
        return None
    if kind == 'box':
        return tuple(v.split())
    q = s['objs'][o]
    return {'recolor': (v, q['shape']), 'reshape': (q['color'], v)}.get(kind, cs(q))


def trainable(kind, s, o, v, t):
    k = key(kind, s, o, v)
    return all(cs(q) not in HOLD_CS for q in s['objs'] + t['objs']) and (k is None or k not in HOLD_K[kind])


def eval_edit(rng, kind, held, plain=False):
    """A test edit with its exact alternatives. held: its combination is held out; else every combination was trainable."""
    while True:
        s = rand_scene(rng, rng.choice([1, 2, 2, 3]), held)
        o = rng.randrange(len(s['objs']))
        box = None
        if kind == 'box':
            p, size, box = box_place(rng, s)
            V = box_variants(s, p, size)
        else:
            V = variants(kind, s, o)
        if not V:
            continue
        v = o if kind == 'remove' else rng.choice(list(V))
        t = V[v]
        if kind == 'background':
            if held != any(cs(q) in HOLD_CS for q in s['objs']):
                continue
        elif held != (not trainable(kind, s, o, v, t)):
            continue
        if held and kind != 'background' and key(kind, s, o, v) not in HOLD_CS | HOLD_K[kind]:
            continue
        break
    alt = [render(x) for w, x in V.items() if w != v]
    src, tgt = render(s, box), render(t)
    alt += [src] + ([render(s)] if box is not None else [])
    ins = say(rng, kind, v, None if kind in ('box', 'background') else s['objs'][o], plain)
    return dict(kind=kind, held=held, ins=ins, src=src, tgt=tgt, alt=np.stack(alt), s=s, t=t, box=box, o=o, v=v, V=V)


# ------------------------------------------------------------------------------------------------------------ judging
def score_edit(e, out):
    """Mean absolute error in the changed region, whether nearer to the target than to every alternative, PSNR outside."""
    s, t, o = (a.astype(float) for a in (e['src'], e['tgt'], out))
    d = abs(o - t).mean(-1)
    changed = abs(s - t).max(-1) > 8
    near = True
    for a in e['alt'].astype(float):
        q = abs(a - t).max(-1) > 8
        if q.any() and abs(o - a).mean(-1)[q].mean() <= d[q].mean():
            near = False
    return d[changed].mean(), near, 10 * math.log10(255**2 / max(1e-3, ((o - t) ** 2)[~changed].mean()))


def cut(a):
    return np.stack([a[y:y + 32, x:x + 32] for y in (0, 32) for x in (0, 32)])


def cells(bg):
    """Every content of a cell on this background: [(colour, shape) or None], float [n, 4, 32, 32, 3]"""
    what = [None] + [(c, h) for c in COLORS for h in SHAPES for _ in SIZES]
    pictures = []
    for w, z in zip(what, ['small'] + list(SIZES) * 36):
        objs = [dict(color=w[0], shape=w[1], size=z, pos=p) for p in CELLS] if w else []
        pictures.append(cut(render(dict(bg=bg, objs=objs))))
    return what, np.stack(pictures).astype(np.float32)


def score_caption(s, out):
    """The cells that show something else than they should, and whether the background is nearest to the right one."""
    q = cut(out)
    m = np.median(q[free(s)].reshape(-1, 3), 0)
    background = min(BGS, key=lambda b: abs(np.array(BGS[b]) - m).sum()) == s['bg']
    what, P = cells(s['bg'])
    wrong = []
    for i in range(4):
        want = [cs(p) for p in s['objs'] if cell(p) == i]
        shown = what[abs(P[:, i] - q[i]).mean((1, 2, 3)).argmin()]
        if shown != (want[0] if want else None):
            wrong.append(PLACES[i])
    return wrong, background
