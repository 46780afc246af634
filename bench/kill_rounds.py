#!/usr/bin/python3
"""Kills jvirtd with -9 at random instants while clients define, start, stop and remove guests, then audits.

Each round: the daemon runs, three clients work on guests of their own for a random time, the daemon is killed, a new
one is started, and everything is compared with what the clients were told:
  - a definition that was acknowledged is there with the same document; one that was removed is not; one that was in
    flight is either whole or absent;
  - a guest whose start was acknowledged runs with the same id and the same process; one whose stop was acknowledged is
    off; one in flight is either running, with a process, or off, without;
  - every QEMU process belongs to a running guest; there is no half-written file and no folder of a guest that is off;
  - every guest can still be stopped, started and removed.
Runs as root in namespaces of its own (bench/private-host). The seed is printed; give it to repeat a run.

usage: bench/kill_rounds.py [--rounds 200] [--seed N]
"""
import argparse
import glob
import os
import random
import signal
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import daemons  # noqa: E402  (the sibling script)

GUESTS_PER_CLIENT = 3


class Expectation:
    """What a client was last told of one guest, and what it had asked when the daemon died."""

    def __init__(self, number):
        self.name = f"kill-{number}"
        self.xml = daemons.guest(number, "kill")
        self.defined = False
        self.id = None  # of the running guest
        self.pending = None  # the call in flight


def work(expectations, rng, stop):
    """One client: random calls until the connection dies."""
    import libvirt

    try:
        connection = libvirt.open("qemu:///system")
        while not stop.is_set():
            guest = rng.choice(expectations)
            if not guest.defined and guest.id is None:
                guest.pending = "define"
                connection.defineXML(guest.xml)
                guest.defined = True
            elif guest.id is None:
                guest.pending = rng.choice(["start", "start", "undefine", "redefine"])
                domain = connection.lookupByName(guest.name)
                if guest.pending == "start":
                    domain.create()
                    guest.id = domain.ID()
                elif guest.pending == "redefine":
                    connection.defineXML(guest.xml)
                else:
                    domain.undefine()
                    guest.defined = False
            elif rng.random() < 0.7:
                connection.lookupByName(guest.name).info()
            else:
                guest.pending = "destroy"
                connection.lookupByName(guest.name).destroy()
                guest.id = None
            guest.pending = None
    except libvirt.libvirtError as error:
        # The daemon's death looks like a lost connection; anything else is a finding.
        if error.get_error_domain() not in (libvirt.VIR_FROM_RPC, libvirt.VIR_FROM_REMOTE) and error.get_error_code() not in (
                libvirt.VIR_ERR_SYSTEM_ERROR, libvirt.VIR_ERR_INTERNAL_ERROR, libvirt.VIR_ERR_INVALID_CONN):
            findings.append(f"{guest.name}: {guest.pending}: {error}")


findings = []


def qemu_processes():
    """Name of the guest -> process id, for every QEMU on this host."""
    found = {}
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            argv = open(path, "rb").read().split(b"\0")
            state = open(path.replace("cmdline", "stat")).read().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if argv and b"qemu-system" in argv[0] and state != "Z" and b"-name" in argv:
            name = argv[argv.index(b"-name") + 1].decode()
            name = name.split(",")[0].removeprefix("guest=")
            pid = int(path.split("/")[2])
            if name.startswith("kill-"):
                found.setdefault(name, []).append(pid)
    return found


def audit(connection, expectations, before):
    import libvirt

    known = {domain.name(): domain for domain in connection.listAllDomains(0)}
    after = qemu_processes()
    for guest in expectations:
        domain = known.get(guest.name)
        exists, runs = domain is not None, domain is not None and domain.isActive() == 1
        if guest.pending in (None, "redefine", "start", "destroy") and guest.defined and not exists:
            findings.append(f"{guest.name}: definition lost ({guest.pending})")
        if guest.pending is None and not guest.defined and guest.id is None and exists:
            findings.append(f"{guest.name}: removed guest came back")
        if guest.pending is None and guest.id is not None and not (runs and domain.ID() == guest.id):
            findings.append(f"{guest.name}: running guest {guest.id} lost")
        if guest.pending is None and guest.id is not None and before.get(guest.name) != after.get(guest.name):
            findings.append(f"{guest.name}: process {before.get(guest.name)} became {after.get(guest.name)}")
        if guest.pending is None and guest.id is None and runs:
            findings.append(f"{guest.name}: stopped guest runs")
        if runs and len(after.get(guest.name, [])) != 1:
            findings.append(f"{guest.name}: runs with processes {after.get(guest.name)}")
        if not runs and after.get(guest.name):
            findings.append(f"{guest.name}: is off, yet process {after[guest.name]} is there ({guest.pending})")
        if exists and f"<name>{guest.name}</name>" not in domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE if guest.defined else 0):
            findings.append(f"{guest.name}: document damaged")
        guest.defined = exists and domain.isPersistent() == 1
        guest.id = domain.ID() if runs else None
        guest.pending = None
    running = {g.name for g in expectations if g.id is not None}
    for folder in ("/etc/jvirt", "/run/jvirt", "/var/lib/jvirt"):
        for root, folders, files in os.walk(folder):
            for name in files + folders:
                path = os.path.join(root, name)
                if name.endswith((".tmp", ".new", "~")) or name.startswith(".tmp"):
                    findings.append(f"left behind: {path}")
                if folder != "/etc/jvirt" and "kill-" in name and not any(f"{r}" in name for r in running):
                    findings.append(f"left behind of a guest that is off: {path}")


def run(rounds, seed):
    import libvirt

    libvirt.registerErrorHandler(lambda _context, _error: None, None)
    rng = random.Random(seed)
    expectations = [Expectation(n) for n in range(3 * GUESTS_PER_CLIENT)]
    daemon = daemons.Daemon("jvirtd")
    daemon.start()
    # The first definition ever waits until QEMU was asked what it can do; later daemons find the answer on the disk.
    connection = libvirt.open("qemu:///system")
    connection.defineXML(expectations[0].xml).undefine()
    connection.close()
    for number in range(rounds):
        stop = threading.Event()
        clients = [
            threading.Thread(target=work, args=(expectations[c * GUESTS_PER_CLIENT:(c + 1) * GUESTS_PER_CLIENT],
                                                random.Random(rng.random()), stop))
            for c in range(3)
        ]
        for client in clients:
            client.start()
        time.sleep(rng.uniform(0.0, 1.5))
        os.kill(daemon.process.pid, signal.SIGKILL)
        daemon.process.wait()
        stop.set()
        for client in clients:
            client.join(30)
        before = qemu_processes()
        daemon.start()
        connection = libvirt.open("qemu:///system")
        audit(connection, expectations, before)
        connection.close()
        running = sum(g.id is not None for g in expectations)
        print(f"round {number + 1}: {running} running, {sum(g.defined for g in expectations)} defined, {len(findings)} findings", flush=True)
        if findings:
            break
    connection = libvirt.open("qemu:///system")
    for domain in connection.listAllDomains(0):
        if domain.isActive():
            domain.destroy()
        if domain.name() in [d.name() for d in connection.listAllDomains(0)]:
            domain.undefine()
    connection.close()
    if qemu_processes():
        findings.append(f"processes at the end: {qemu_processes()}")
    daemon.stop()
    for finding in findings:
        print(finding)
    print(f"{rounds} rounds, seed {seed}: {len(findings)} findings")
    return 1 if findings else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        sys.exit(run(options.rounds, options.seed))
    print(f"seed {options.seed}", flush=True)
    sys.exit(subprocess.call([os.path.join(HERE, "private-host"), sys.executable, os.path.abspath(__file__), "--inside",
                              "--rounds", str(options.rounds), "--seed", str(options.seed)]))


if __name__ == "__main__":
    main()
