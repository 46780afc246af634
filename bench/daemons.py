#!/usr/bin/python3
"""The same client program against jvirtd and against libvirtd, on one machine, in one run.

Both daemons run as root, each in namespaces of its own (bench/private-host), where /dev/kvm does not exist: a device
that opens but cannot run a guest makes libvirtd probe again for most of a minute at each start. Guests run under TCG.
The client is python3-libvirt, so both answer libvirt's own client library over its own protocol.

usage: bench/daemons.py [--definitions 10,1000,10000] [--rounds 10] [--only libvirtd|jvirtd] [--json FILE]

Prints a Markdown table: seconds (medians) and the ratio jvirtd / libvirtd; below 1 means jvirtd is faster.
"""
import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
GUEST = """<domain type='qemu'>
  <name>{name}</name>
  <uuid>{uuid}</uuid>
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <features><acpi/></features>
  <devices>
    <serial type='null'><target port='0'/></serial>
    <interface type='user'><mac address='{mac}'/><model type='virtio'/></interface>
    <memballoon model='virtio'/>
    <video><model type='none'/></video>
  </devices>
</domain>"""


def guest(number, prefix="bench"):
    """A small guest without an operating system: its cost is the daemon's and QEMU's alone."""
    return GUEST.format(
        name=f"{prefix}-{number}",
        uuid=uuid.uuid5(uuid.NAMESPACE_DNS, f"{prefix}{number}"),
        mac="52:54:00:%02x:%02x:%02x" % (number >> 16 & 255, number >> 8 & 255, number & 255),
    )


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def median(samples):
    return statistics.median(samples)


def resident_kib(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


class Daemon:
    """A daemon inside the private host: started, asked, stopped."""

    def __init__(self, kind):
        self.kind = kind
        self.process = None

    def command(self):
        if self.kind == "libvirtd":
            return ["libvirtd"]
        return [os.path.join(ROOT, "jvirtd"), "--listen-classic"]

    def start(self):
        """Starts it and returns the seconds until a client could open qemu:///system."""
        import libvirt

        log = open(f"/run/{self.kind}.log", "ab")
        if self.kind == "libvirtd" and not os.path.exists("/run/libvirt/virtlogd-sock"):
            subprocess.run(["virtlogd", "-d"], check=True, stdout=log, stderr=log)
        begun = time.perf_counter()
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while True:
            try:
                libvirt.open("qemu:///system").close()
                return time.perf_counter() - begun
            except libvirt.libvirtError:
                if self.process.poll() is not None or time.perf_counter() - begun > 120:
                    sys.stderr.write(open(f"/run/{self.kind}.log").read()[-4000:])
                    raise SystemExit(f"{self.kind} did not come up")
                time.sleep(0.005)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def qemu_floor(rounds):
    """QEMU alone, with the devices of the benchmark's guest: from exec to the answer that it is running."""
    samples = []
    for _ in range(rounds):
        folder = tempfile.mkdtemp()
        path = os.path.join(folder, "qmp")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(1)
        fd = listener.fileno()
        os.set_inheritable(fd, True)
        argv = [
            "qemu-system-x86_64", "-name", "floor", "-S", "-machine", "pc,accel=tcg,usb=off", "-m", "32", "-smp", "1",
            "-display", "none", "-no-user-config", "-nodefaults", "-no-shutdown",
            "-chardev", f"socket,id=mon,fd={fd},server=on,wait=off", "-mon", "chardev=mon,mode=control",
            "-device", "piix3-usb-uhci,id=usb", "-netdev", "user,id=n0",
            "-device", "virtio-net-pci,netdev=n0", "-chardev", "null,id=s0", "-device", "isa-serial,chardev=s0",
            "-device", "virtio-balloon-pci",
            "-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
        ]
        begun = time.perf_counter()
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[fd])
        client = socket.socket(socket.AF_UNIX)
        client.connect(path)
        lines = client.makefile("rw")
        lines.readline()
        for command in ("qmp_capabilities", "cont"):
            lines.write(json.dumps({"execute": command}))
            lines.flush()
            while "return" not in json.loads(lines.readline()):
                pass
        samples.append(time.perf_counter() - begun)
        process.kill()
        process.wait()
        listener.close()
        shutil.rmtree(folder)
    return samples


def run_daemon(kind, sizes, rounds):
    """All scenarios against one daemon; runs inside the private host."""
    import libvirt

    libvirt.registerErrorHandler(lambda _context, _error: None, None)
    libvirt.virEventRegisterDefaultImpl()
    stopping = threading.Event()

    def events():
        while not stopping.is_set():
            libvirt.virEventRunDefaultImpl()

    threading.Thread(target=events, daemon=True).start()
    libvirt.virEventAddTimeout(50, lambda *_: None, None)
    class Row(dict):
        def __setitem__(self, name, value):
            sys.stderr.write(f"{kind}: {name}: {value}\n")
            super().__setitem__(name, value)

    row = Row()
    daemon = Daemon(kind)
    row["first start, nothing cached"] = daemon.start()
    row["resident memory, idle (KiB)"] = resident_kib(daemon.process.pid)
    connection = libvirt.open("qemu:///system")
    row["first define after that"] = timed(lambda: connection.defineXML(guest(0)))[0]

    creates, destroys = [], []
    for _ in range(rounds):
        domain = connection.lookupByName("bench-0")
        creates.append(timed(domain.create)[0])
        assert domain.isActive()
        destroys.append(timed(domain.destroy)[0])
    row["create to running"] = median(creates)
    row["destroy"] = median(destroys)

    running = []
    for number in range(1, 9):
        domain = connection.createXML(guest(number, "run"))
        running.append(domain)
    row["statistics of 8 running guests"] = median([timed(lambda: connection.getAllDomainStats(0, 0))[0] for _ in range(rounds * 3)])
    row["dumpxml of a running guest"] = median([timed(lambda: running[0].XMLDesc(0))[0] for _ in range(rounds * 10)])

    seen = threading.Semaphore(0)
    callback = connection.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, lambda *_: seen.release(), None)
    changes = rounds * 20

    def suspend_and_resume():
        for _ in range(changes):
            running[0].suspend()
            running[0].resume()
        for _ in range(changes * 2):
            if not seen.acquire(timeout=30):
                raise SystemExit(f"{kind}: an event was lost")

    row["a suspend or resume with its event"] = timed(suspend_and_resume)[0] / (changes * 2)
    connection.domainEventDeregisterAny(callback)
    row["resident memory, 8 running guests (KiB)"] = resident_kib(daemon.process.pid)
    for domain in running:
        domain.destroy()

    defined = 1
    for size in sizes:
        samples = []
        for number in range(defined, size):
            samples.append(timed(lambda: connection.defineXML(guest(number)))[0])
        defined = max(defined, size)
        some = [f"bench-{n * (size - 1) // 50}" for n in range(50)]
        if samples:
            row[f"define, up to {size} guests"] = median(samples)
        row[f"list all, {size} guests"] = median([timed(lambda: connection.listAllDomains(0))[0] for _ in range(rounds)])
        row[f"lookup by name, {size} guests"] = median([timed(lambda: connection.lookupByName(n))[0] for n in some])
        domains = [connection.lookupByName(n) for n in some]
        row[f"dumpxml, {size} guests"] = median([timed(lambda: d.XMLDesc(0))[0] for d in domains])
        if size >= 1000:
            connection.close()
            daemon.stop()
            row[f"daemon start, {size} definitions"] = daemon.start()
            connection = libvirt.open("qemu:///system")
            assert connection.numOfDefinedDomains() == size, connection.numOfDefinedDomains()
            row[f"resident memory, {size} definitions (KiB)"] = resident_kib(daemon.process.pid)
    connection.close()
    daemon.stop()
    stopping.set()
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--definitions", default="10,1000,10000")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", choices=["libvirtd", "jvirtd"])
    parser.add_argument("--json", help="write the figures there too")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size) for size in options.definitions.split(",")]
    if options.inside:
        print(json.dumps(run_daemon(options.inside, sizes, options.rounds)), flush=True)
        os._exit(0)  # libvirt's event loop may be in a call that the end of Python would pull away
        return
    floor = median(qemu_floor(options.rounds))
    figures = {}
    for kind in ["libvirtd", "jvirtd"]:
        if options.only not in (None, kind):
            continue
        inner = [os.path.join(HERE, "private-host"), sys.executable, os.path.abspath(__file__), "--inside", kind,
                 "--definitions", options.definitions, "--rounds", str(options.rounds)]
        done = subprocess.run(inner, stdout=subprocess.PIPE, check=True)
        figures[kind] = json.loads(done.stdout)
    if options.json:
        with open(options.json, "w") as out:
            json.dump({"qemu floor": floor, **figures}, out, indent=2)
    ours, theirs = figures.get("jvirtd", {}), figures.get("libvirtd", {})
    print("| what | libvirtd | jvirtd | jvirtd / libvirtd |\n| --- | --- | --- | --- |")
    print(f"| QEMU alone, exec to running (floor) | {floor:.4f} | {floor:.4f} | |")
    for name in theirs or ours:
        a, b = theirs.get(name), ours.get(name)
        shown = ["" if v is None else (f"{v}" if "KiB" in name else f"{v:.5f}") for v in (a, b)]
        print(f"| {name} | {shown[0]} | {shown[1]} | {f'{b / a:.2f}' if a and b else ''} |")
    for kind, row in figures.items():
        print(f"\n{kind}: create to running is {row['create to running'] / floor:.2f} times QEMU's floor.")


if __name__ == "__main__":
    main()
