#!/usr/bin/python3
"""Disk images: jvirt image beside qemu-img, the same command lines with the same cache mode, turn by turn.

    bench/images.py [--size MIB] [--rounds N] [--folder FOLDER]

Half of the disk holds data, half of which can be compressed. Prints the median of each, and the ratio; below 1 means
that jvirt is faster. Start of the program is included, as a user waits for it.
"""
import argparse
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = {"qemu-img": ["qemu-img"], "jvirt": [str(ROOT / "jvirt"), "image"]}


def make(path, mebibytes):
    """A disk with data in every second 4 MiB: noise and text in turn."""
    rng = random.Random(20261121)
    text = b"".join(b"line %d of a log that says much the same as the others\n" % rng.randrange(10**6) for _ in range(20000))
    with open(path, "wb") as disk:
        disk.truncate(mebibytes << 20)
        for at in range(0, mebibytes, 8):
            disk.seek(at << 20)
            disk.write(rng.randbytes(2 << 20))
            disk.write((text * 2)[: 2 << 20])


def timed(command):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="jvirt-images-", dir=options.folder))
    try:
        raw = folder / "disk.raw"
        make(raw, options.size)
        images = {}
        for name, arguments in {"plain": [], "zlib": ["-c"], "zstd": ["-c", "-o", "compression_type=zstd"]}.items():
            images[name] = str(folder / (name + ".qcow2"))
            subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", *arguments, str(raw), images[name]], check=True)
        out = str(folder / "out")
        convert = {
            "raw to qcow2": ["-f", "raw", "-O", "qcow2", str(raw)],
            "raw to qcow2, on the disk (-t writeback)": ["-t", "writeback", "-f", "raw", "-O", "qcow2", str(raw)],
            "qcow2 to raw": ["-f", "qcow2", "-O", "raw", images["plain"]],
            "raw to zlib": ["-c", "-f", "raw", "-O", "qcow2", str(raw)],
            "raw to zstd": ["-c", "-o", "compression_type=zstd", "-f", "raw", "-O", "qcow2", str(raw)],
            "zlib to raw": ["-f", "qcow2", "-O", "raw", images["zlib"]],
            "zstd to raw": ["-f", "qcow2", "-O", "raw", images["zstd"]],
        }
        work = {name: ["convert", *arguments, out] for name, arguments in convert.items()}
        work["info"] = ["info", images["plain"]]
        count = options.size * 16
        for kind, flags in {"read": [], "write": ["-w", "-t", "writeback"]}.items():
            work["sequential %s of 64 KiB, 8 at once" % kind] = [
                "bench", *flags, "-c", str(count), "-d", "8", "-s", "64k", "-f", "qcow2", images["plain"]]
            work["scattered %s of 4 KiB, 8 at once" % kind] = [
                "bench", *flags, "-c", str(count * 4), "-d", "8", "-s", "4k", "-S", str(4096 * 7919), "-f", "qcow2", images["plain"]]
        print("load of the machine: %s, %d processors\n" % (" ".join("%.1f" % x for x in os.getloadavg()), os.cpu_count()))
        print("| what | qemu-img s | jvirt image s | ratio |\n| --- | --- | --- | --- |")
        for name, arguments in work.items():
            took = {tool: [] for tool in TOOLS}
            for _ in range(options.rounds):
                for tool, command in TOOLS.items():
                    if os.path.exists(out):
                        os.unlink(out)
                    took[tool].append(timed(command + arguments))
            theirs, ours = (statistics.median(took[tool]) for tool in TOOLS)
            print("| %s | %.3f | %.3f | %.2f |" % (name, theirs, ours, ours / theirs), flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
