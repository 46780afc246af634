#!/usr/bin/python3
"""Storage: refresh of a pool with many volumes, a copy, an upload and a download; jvirtd beside libvirtd.

usage: bench/private-host bench/storage.py [--volumes 10000] [--megabytes 512] [--rounds 3]     (as root)

Both daemons run at the same time in the private host, each with a folder of its own on the same file system, and
answer the same virsh in turns. Half of the volumes are raw, half qcow2; each has 64 KiB of data.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def virsh(uri, *words):
    subprocess.run(["virsh", "-q", "-c", uri, *words], check=True, stdout=subprocess.DEVNULL)


def timed(uri, *words):
    begin = time.monotonic()
    virsh(uri, *words)
    return time.monotonic() - begin


def await_socket(path, process):
    for _ in range(600):
        if os.path.exists(path):
            return
        if process.poll() is not None:
            sys.exit(f"{process.args[0]} ended with {process.returncode}")
        time.sleep(0.1)
    sys.exit(f"{process.args[0]} does not listen on {path}")


def fill(folder, volumes):
    os.makedirs(folder)
    data = os.urandom(65536)
    template = os.path.join(folder, "template")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", template, "1G"], check=True)
    with open(template, "rb") as file:
        image = file.read()
    os.unlink(template)
    for i in range(volumes):
        kind, content = ("raw", data) if i % 2 else ("qcow2", image)
        with open(os.path.join(folder, f"volume{i}.{kind}"), "wb") as file:
            file.write(content)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--volumes", type=int, default=10000)
    options.add_argument("--megabytes", type=int, default=512)
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    work = tempfile.mkdtemp(prefix="jvirt-bench-", dir="/tmp")
    processes = []
    try:
        with open(os.path.join(work, "log"), "w") as log:
            processes.append(subprocess.Popen([ROOT + "/jvirtd", "--timeout", "0"], stdout=log, stderr=log))
            processes.append(subprocess.Popen(["libvirtd"], stdout=log, stderr=log))
        await_socket("/run/jvirt/jvirt-sock", processes[0])
        await_socket("/run/libvirt/libvirt-sock", processes[1])
        peers = {"jvirtd": "qemu+unix:///system?socket=/run/jvirt/jvirt-sock",
                 "libvirtd": "qemu+unix:///system?socket=/run/libvirt/libvirt-sock"}
        content = os.path.join(work, "content")
        with open(content, "wb") as file:
            for _ in range(options.megabytes):
                file.write(os.urandom(1 << 20))
        results = {}
        for name, uri in peers.items():
            many = os.path.join(work, name + "-many")
            fill(many, options.volumes)
            virsh(uri, "pool-define-as", "many", "dir", "--target", many)
            virsh(uri, "pool-start", "many")
            virsh(uri, "pool-define-as", "few", "dir", "--target", os.path.join(work, name + "-few"))
            virsh(uri, "pool-build", "few")
            virsh(uri, "pool-start", "few")
            virsh(uri, "vol-create-as", "few", "v.raw", f"{options.megabytes}M", "--allocation", "0")
        for _ in range(options.rounds):
            for name, uri in peers.items():
                steps = {
                    "refresh": ("pool-refresh", "many"),
                    "list": ("vol-list", "many"),
                    "upload": ("vol-upload", "v.raw", content, "--pool", "few"),
                    "download": ("vol-download", "v.raw", os.path.join(work, "out"), "--pool", "few"),
                    "clone": ("vol-clone", "v.raw", "copy.raw", "--pool", "few"),
                }
                for step, words in steps.items():
                    results.setdefault(step, {}).setdefault(name, []).append(timed(uri, *words))
                virsh(uri, "vol-delete", "copy.raw", "--pool", "few")
        print(f"{options.volumes} volumes, {options.megabytes} MiB; median of {options.rounds} rounds")
        print("| step | jvirtd s | libvirtd s | ratio |\n| --- | --- | --- | --- |")
        for step, times in results.items():
            ours, theirs = (statistics.median(times[name]) for name in peers)
            print(f"| {step} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.2f} |")
    finally:
        for process in processes:
            process.terminate()
        shutil.rmtree(work, ignore_errors=True)


main()
