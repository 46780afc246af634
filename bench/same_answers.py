#!/usr/bin/python3
"""The same command lines given to virsh with a genuine libvirtd, and to another pair of program and daemon.

The other pair is jvirt with a genuine libvirtd, or with --daemon virsh with jvirtd. Each pair has namespaces of its own
(bench/private-host), so both begin with the same empty host and go through the same states with a real guest. Prints a
Markdown table of the command lines whose output, error lines or exit code differ, and the count; exits 1 when one
differs.

usage: bench/same_answers.py [--daemon] [--show]     --show prints both outputs of what differs
"""
import argparse
import difflib
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, HERE)
import daemons  # noqa: E402  (the sibling script)

GUEST = """<domain type='qemu'>
  <name>{name}</name>
  <uuid>{uuid}</uuid>
  <title>A guest</title>
  <memory unit='MiB'>128</memory>
  <currentMemory unit='MiB'>112</currentMemory>
  <vcpu current='1'>2</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type><kernel>{kernel}</kernel><initrd>{initrd}</initrd>
    <cmdline>console=ttyS0 quiet panic=-1</cmdline></os>
  <features><acpi/></features>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>
    <serial type='pty'/>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <graphics type='vnc' autoport='yes'/>
    <video><model type='vga' vram='16384'/></video>
  </devices>
</domain>"""

INIT = """#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t devtmpfs dev /dev
echo GUEST-IS-UP
exec /bin/busybox sh -i
"""

# "sleep" waits; "console" types into the guest; "wait TEXT" reads the console until the guest said so.
SCRIPT = """
uri
connect qemu:///system
version
hostname
nodeinfo
nodecpumap
nodecpustats --percent
nodememstats
freecell --all
maxvcpus qemu
maxvcpus nothing
domcapabilities
capabilities
list
list --all
list --all --name
list --uuid
define {off}
define {off} --validate
define /nowhere.xml
list --all
list --inactive --title
dominfo off
dominfo nothing
domid off
domname {offuuid}
domuuid off
domstate off --reason
domblklist off
domblklist off --details
domblkinfo off vda
domblkinfo off vda --human
domiflist off
domstats off
dumpxml off
dumpxml off --inactive --security-info
dumpxml off --xpath //vcpu
dumpxml off --xpath //vcpu --wrap
domxml-to-native qemu-argv --domain off
vcpucount off
vcpucount off --maximum --config
vcpuinfo off
vcpupin off
emulatorpin off
iothreadinfo off
setvcpus off 2 --config
setvcpus off 9 --config
setmem off 64M --config
setmaxmem off 256M --config
setmem off 1 --live
memtune off
blkiotune off
schedinfo off
numatune off
blkdeviotune off vda
autostart off
list --all --autostart
autostart off --disable
desc off
desc off --title
desc off --title --new-desc other
desc off --new-desc more words here
metadata off urn:x --key x --set "<a>1</a>"
metadata off urn:x
metadata off urn:y
metadata off urn:x --remove
domrename off renamed
list --all
domrename renamed off
start off --paused
domstate off --reason
resume off
domstate off --reason
start off
list
domid off
wait GUEST-IS-UP
console echo answer-$((40+2))
domdisplay off
vncdisplay off
ttyconsole off
domtime off
domfsinfo off
guestinfo off
domhostname off
qemu-agent-command off {{\\"execute\\":\\"guest-ping\\"}}
qemu-monitor-command off --hmp info name
qemu-monitor-command off {{\\"execute\\":\\"query-status\\"}}
qemu-monitor-command off --pretty {{\\"execute\\":\\"query-status\\"}}
suspend off
domstate off --reason
suspend off
resume off
domcontrol off
domjobinfo off
domjobabort off
dommemstat off
domifaddr off
domifaddr off --source nothing
domblkerror off
domif-getlink off 52:54:00:00:00:01
domblkstat off vda
domblkstat off nothing
domblkthreshold off vda 1000
cpu-stats off --total
vcpuinfo off
vcpupin off
setmem off 100M --live
setvcpus off 2 --live
vcpucount off
send-key off KEY_LEFTSHIFT
send-key off nothing
inject-nmi off
reset off
wait GUEST-IS-UP
screenshot off {tmp}/screen.ppm
dump off {tmp}/core --memory-only --format elf
domstate off --reason
save off {tmp}/saved
domstate off --reason
save-image-dumpxml {tmp}/saved --xpath //name
restore {tmp}/saved
list
managedsave off
dominfo off
managedsave-dumpxml off --xpath //name
managedsave-remove off
managedsave-remove off
start off
reboot off --mode nothing
reboot off --mode agent
shutdown off --mode agent
destroy off --graceful
destroy off
domstate off --reason
create {transient}
list --all --transient
undefine gone
undefine gone --nvram
destroy gone
list --all
undefine off --managed-save --nvram
undefine off
list --all
event --list
help suspend
help nothing
nothing
list --nothing
dominfo
dominfo a b
echo a 'b c' "d"
echo --shell a'b
""".strip()


def initrd(folder):
    """A file system in memory with busybox alone."""
    root = os.path.join(folder, "root")
    os.makedirs(os.path.join(root, "bin"))
    shutil.copy(shutil.which("busybox"), os.path.join(root, "bin/busybox"))
    with open(os.path.join(root, "init"), "w") as init:
        init.write(INIT)
    os.chmod(os.path.join(root, "init"), 0o755)
    path = os.path.join(folder, "initrd")
    with open(path, "wb") as out:
        names = "bin\nbin/busybox\ninit\n".encode()
        subprocess.run(["cpio", "--quiet", "-o", "-H", "newc"], cwd=root, input=names, stdout=out, check=True)
    return path


def kernel():
    found = sorted(name for name in os.listdir("/boot") if name.startswith("vmlinuz"))
    if not found:
        raise SystemExit("there is no kernel in /boot: apt-get install linux-image-cloud-amd64")
    return os.path.join("/boot", found[-1])


class Console:
    """A program's console command on a terminal of its own."""

    def __init__(self, program):
        self.program = program

    def talk(self, line, wanted, limit=90):
        """Types a line, or nothing; waits for the text; returns whether it came."""
        pid, fd = pty.fork()
        if pid == 0:
            os.execvp(self.program[0], self.program + ["console", "off", "--force"])
        seen, typed, end = b"", 0.0, time.monotonic() + limit
        try:
            while time.monotonic() < end and wanted.encode() not in seen:
                if line is not None and time.monotonic() - typed > 2:
                    os.write(fd, line.encode() + b"\n")
                    typed = time.monotonic()
                if select.select([fd], [], [], 0.3)[0]:
                    try:
                        seen += os.read(fd, 4096)
                    except OSError:
                        break
            return wanted.encode() in seen
        finally:
            os.write(fd, b"\x1d")
            time.sleep(0.3)
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                pass
            os.waitpid(pid, 0)
            os.close(fd)


def run_program(program, kind):
    daemon = daemons.Daemon(kind)
    daemon.start()
    folder = tempfile.mkdtemp(dir="/var/lib/libvirt/images")
    os.chmod(folder, 0o755)
    disk = os.path.join(folder, "disk")
    with open(disk, "wb") as out:
        out.truncate(1 << 20)
    names = {"tmp": folder, "offuuid": "11111111-1111-4111-8111-111111111111"}
    ramdisk = initrd(folder)
    for key, name, uuid in (("off", "off", names["offuuid"]), ("transient", "gone", "22222222-2222-4222-8222-222222222222")):
        names[key] = os.path.join(folder, key + ".xml")
        with open(names[key], "w") as out:
            out.write(GUEST.format(name=name, uuid=uuid, kernel=kernel(), initrd=ramdisk, disk=disk))
    answers = []
    for line in SCRIPT.splitlines():
        word, _, rest = line.partition(" ")
        if word == "wait":
            answers.append([line, "", "", 0 if Console(program).talk("echo GUEST-IS-\"\"UP", rest) else 1])
        elif word == "console":
            answers.append([line, "", "", 0 if Console(program).talk(rest, "answer-42") else 1])
        else:
            done = subprocess.run(program + [line.format(**names)], capture_output=True, text=True, errors="replace",
                                  timeout=120, stdin=subprocess.DEVNULL)
            answers.append([line, done.stdout.replace(folder, "FOLDER"), done.stderr.replace(folder, "FOLDER"),
                            done.returncode])
    daemon.stop()
    json.dump(answers, sys.stdout)


# What differs from one run to the next whoever asks.
VARYING = [
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "UUID"),
    (r"(?m)^(\s*(user|system|idle|iowait|intr|usage|free|cached|buffers|total|rss|actual|available|unused|usable|last_update|swap_\w+|"
     r"minor_fault|major_fault|disk_caches|hugetlb_\w+|vcpu_time|cpu_time|CPU time|Used memory|Allocation|rd_\w+|wr_\w+|flush_\w+)\s*:?)[ \t]+.*", r"\1 N"),
    (r"((cpu|vcpu|balloon|block|net|state|dirtyrate|vm)\.[\w.]+)=\S+", r"\1=N"),
    (r"(vda (rd|wr|flush)_\w+) \d+", r"\1 N"),
    (r"(?m)^ *(\d+|Total):(\s+)\d+ KiB", r"\1: N KiB"),
    (r'"fd":"\d+"', '"fd":"N"'),
    (r"(?m)^nic-mac-change\n", ""),  # of a later libvirt than this one
    (r"/dev/pts/\d+", "/dev/pts/N"),
    (r"domain-\d+-", "domain-N-"),
    (r"libvirt-\d+-", "libvirt-N-"),
    (r'"(lib|j)virt-\d+"', '"ID"'),
    (r"(?m)^(Time|CPU|CPU Affinity): .*", r"\1 N"),
    (r"(?m)^CPU time.*\n", ""),
    (r"\d+\.\d+ (s|seconds)", "N s"),
]


def plain(text):
    for pattern, instead in VARYING:
        text = re.sub(pattern, instead, text)
    return text.replace("jvirt", "virsh")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--daemon", action="store_true", help="compare jvirtd with libvirtd, virsh asking both")
    parser.add_argument("--show", action="store_true", help="print both outputs of what differs")
    parser.add_argument("--pair", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.pair:
        return run_program(*json.loads(arguments.pair))
    results = []
    virsh = ["virsh", "-c", "qemu:///system"]
    jvirt = [os.path.join(ROOT, "jvirt"), "-c", "qemu:///system"]
    for pair in ((virsh, "libvirtd"), (virsh, "jvirtd") if arguments.daemon else (jvirt, "libvirtd")):
        out = subprocess.run([os.path.join(HERE, "private-host"), sys.executable, os.path.abspath(__file__), "--pair",
                              json.dumps(pair)], stdout=subprocess.PIPE, check=True, text=True).stdout
        results.append(json.loads(out))
    different = 0
    print("| command line | differs in |\n| --- | --- |")
    shown = []
    for ours, theirs in zip(*results):
        parts = [name for index, name in ((1, "output"), (2, "error lines"), (3, "exit code"))
                 if plain(str(ours[index])) != plain(str(theirs[index]))]
        if parts:
            different += 1
            print(f"| `{ours[0]}` | {', '.join(parts)} |")
            shown.append((ours, theirs))
    print(f"\n{len(results[0]) - different} of {len(results[0])} command lines have the same answer.")
    if arguments.show:
        for one, other in shown:
            print(f"\n### {one[0]}  ({one[3]} and {other[3]})")
            for index in (1, 2):
                print("\n".join(difflib.unified_diff(plain(one[index]).splitlines(), plain(other[index]).splitlines(),
                                                     "virsh and libvirtd", "the other pair", lineterm="", n=1)))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
