#!/usr/bin/env python3
"""peers.py FOLDER [PEER]: all similar pairs of a folder's texts by each peer that is installed, or by one; a line of JSON each.

Times are from texts in memory to pairs. Shingles are five words, the threshold is 0.2, as these libraries' own examples have it.
"""
import json
import os
import re
import sys
import time

WORD = re.compile(r"\w+")


def shingles(text, n=5):
    words = WORD.findall(text.lower())
    return {" ".join(words[i : i + n]) for i in range(max(1, len(words) - n + 1))}


def rensa(texts):
    from rensa import RMinHash, RMinHashLSH

    hashes = []
    start = time.perf_counter()
    for text in texts:
        one = RMinHash(num_perm=128, seed=42)
        one.update(list(shingles(text)))
        hashes.append(one)
    index = RMinHashLSH(threshold=0.2, num_perm=128, num_bands=32)
    for i, one in enumerate(hashes):
        index.insert(i, one)
    pairs = {(j, i): one.jaccard(hashes[j]) for i, one in enumerate(hashes) for j in index.query(one) if j < i}
    return start, len(pairs)


def datasketch(texts):
    from datasketch import MinHash, MinHashLSH

    hashes = []
    start = time.perf_counter()
    index = MinHashLSH(threshold=0.2, num_perm=128)
    for i, text in enumerate(texts):
        one = MinHash(num_perm=128)
        one.update_batch([shingle.encode() for shingle in shingles(text)])
        hashes.append(one)
        index.insert(i, one, check_duplication=False)
    pairs = {(j, i): one.jaccard(hashes[j]) for i, one in enumerate(hashes) for j in index.query(one) if j < i}
    return start, len(pairs)


def scikit_learn(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer

    start = time.perf_counter()
    rows = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    columns, pairs = rows.T.tocsr(), 0
    for at in range(0, rows.shape[0], 500):
        block = (rows[at : at + 500] @ columns).tocoo()
        pairs += int(((block.data >= 0.5) & (block.col < block.row + at)).sum())
    return start, pairs


def main(folder, wanted=None):
    names = sorted(os.listdir(folder))
    texts = [open(os.path.join(folder, name), encoding="utf-8").read() for name in names]
    for peer in (rensa, datasketch, scikit_learn):
        if wanted not in (None, peer.__name__):
            continue
        try:
            start, pairs = peer(texts)
        except ImportError:
            continue
        print(json.dumps({"peer": peer.__name__, "seconds": time.perf_counter() - start, "pairs": pairs}), flush=True)


main(*sys.argv[1:])
