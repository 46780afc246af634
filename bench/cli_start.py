#!/usr/bin/python3
"""How long `jvirt list` takes, beside a Java hello world with the same JDK and virsh with the same daemon.

A session daemon of its own runs in a temporary folder; each command is run in turn, round after round, so that a
machine that slows down slows all of them. Prints medians and the ratios to the hello world.

usage: bench/cli_start.py [--rounds 40]
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HELLO = 'public class Hello { public static void main(String[] a) { System.out.println("hello"); } }'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    subprocess.run([os.path.join(ROOT, "jvirt"), "--version"], check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(ROOT, "target/dist/launch.env")) as env:
        java = next(line.split("'")[1] for line in env if line.startswith("jvirt_java="))
    folder = tempfile.mkdtemp()
    daemon = None
    try:
        with open(os.path.join(folder, "Hello.java"), "w") as source:
            source.write(HELLO)
        subprocess.run([os.path.join(os.path.dirname(java), "javac"), "-d", folder, source.name], check=True)
        environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, LIBVIRT_AUTOSTART="0")
        daemon = subprocess.Popen([os.path.join(ROOT, "jvirtd"), "--session", "--timeout", "0"], env=environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        socket = os.path.join(folder, "jvirt/jvirt-sock")
        uri = f"qemu+unix:///session?socket={socket}"
        commands = {
            "java Hello": [java, "-cp", folder, "Hello"],
            "jvirt list": [os.path.join(ROOT, "jvirt"), "-c", uri, "list"],
        }
        if shutil.which("virsh"):
            commands["virsh list"] = ["virsh", "-c", uri, "list"]
        ready = time.monotonic() + 60
        while subprocess.run(commands["jvirt list"], env=environment, capture_output=True).returncode != 0:
            if time.monotonic() > ready:
                raise SystemExit("jvirtd did not come up")
            time.sleep(0.1)
        times = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
                times[name].append(time.perf_counter() - begun)
    finally:
        if daemon:
            daemon.terminate()
            daemon.wait()
        shutil.rmtree(folder, ignore_errors=True)
    base = statistics.median(times["java Hello"])
    print("| command | median ms | to java Hello |\n| --- | --- | --- |")
    for name, samples in times.items():
        print(f"| {name} | {statistics.median(samples) * 1000:.1f} | {statistics.median(samples) / base:.2f} |")


if __name__ == "__main__":
    main()
