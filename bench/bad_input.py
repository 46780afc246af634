#!/usr/bin/python3
"""Thirty and more kinds of bad input, given to jvirtd and to libvirtd, and what each answers.

Both run as root in namespaces of their own (bench/private-host). Prints a Markdown table: the error code, the error
domain and the message of each, and whether the codes agree; exits 1 when a code differs that is not listed as known.

usage: bench/bad_input.py [--only libvirtd|jvirtd]
       bench/bad_input.py --uri URI
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import daemons  # noqa: E402  (the sibling script)


def document(**changes):
    """A sound guest's document with one thing made wrong."""
    parts = {
        "type": "qemu", "name": "<name>bad</name>", "uuid": "", "memory": "<memory unit='MiB'>32</memory>",
        "vcpu": "<vcpu>1</vcpu>", "os": "<os><type arch='x86_64' machine='pc'>hvm</type></os>", "devices": "", "more": "",
    }
    parts.update(changes)
    return ("<domain type='{type}'>{name}{uuid}{memory}{vcpu}{os}{more}"
            "<devices>{devices}</devices></domain>").format(**parts)


DISK = "<disk type='file' device='disk'><source file='/nowhere/{0}.img'/><target dev='{1}' bus='{2}'/></disk>"


def cases(libvirt, uri):
    """Name and action of every case; an action gets the connection, a defined guest that is off, and one that runs."""
    def define(xml):
        return lambda c, off, on: c.defineXML(xml)

    def read_only(action):
        def run(c, off, on):
            with_ro = libvirt.openReadOnly(uri)
            try:
                action(with_ro)
            finally:
                with_ro.close()
        return run

    return [
        ("not XML at all", define("hello")),
        ("XML cut short", define("<domain type='qemu'><name>x</name>")),
        ("mismatched tags", define("<domain type='qemu'><name>x</nam></domain>")),
        ("another root element", define("<network><name>x</name></network>")),
        ("empty document", define("")),
        ("no domain type", define(document().replace(" type='qemu'", "", 1))),
        ("unknown domain type", define(document(type="magic"))),
        ("no name", define(document(name=""))),
        ("empty name", define(document(name="<name></name>"))),
        ("name with a slash", define(document(name="<name>a/b</name>"))),
        ("malformed uuid", define(document(uuid="<uuid>1234</uuid>"))),
        ("a name that another uuid has", define(document(name="<name>off</name>"))),
        ("a uuid that another name has", lambda c, off, on: c.defineXML(document(uuid=f"<uuid>{off.UUIDString()}</uuid>"))),
        ("no memory", define(document(memory=""))),
        ("memory that is no number", define(document(memory="<memory>lots</memory>"))),
        ("memory in an unknown unit", define(document(memory="<memory unit='parsec'>1</memory>"))),
        ("zero vcpus", define(document(vcpu="<vcpu>0</vcpu>"))),
        ("vcpus that are no number", define(document(vcpu="<vcpu>two</vcpu>"))),
        ("more current than maximum vcpus", define(document(vcpu="<vcpu current='4'>2</vcpu>"))),
        ("no os type", define(document(os="<os/>"))),
        ("unknown os type", define(document(os="<os><type>dos</type></os>"))),
        ("unknown architecture", define(document(os="<os><type arch='z80'>hvm</type></os>"))),
        ("architecture without emulator", define(document(os="<os><type arch='alpha'>hvm</type></os>"))),
        ("unknown machine", define(document(os="<os><type arch='x86_64' machine='abacus'>hvm</type></os>"))),
        ("unknown boot device", define(document(os="<os><type arch='x86_64'>hvm</type><boot dev='tape'/></os>"))),
        ("disk without target", define(document(devices="<disk type='file'><source file='/x'/></disk>"))),
        ("unknown disk type", define(document(devices="<disk type='cloud'><target dev='vda'/></disk>"))),
        ("unknown disk bus", define(document(devices=DISK.format("a", "vda", "hyperloop")))),
        ("two disks at one target", define(document(devices=DISK.format("a", "vda", "virtio") + DISK.format("b", "vda", "virtio")))),
        ("unknown interface type", define(document(devices="<interface type='telepathy'/>"))),
        ("malformed MAC address", define(document(devices="<interface type='user'><mac address='52:54:00'/></interface>"))),
        ("unknown NIC model", define(document(devices="<interface type='user'><model type='abacus'/></interface>"))),
        ("address used twice", define(document(devices=2 * "<rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' slot='7'/></rng>"))),
        ("PCI slot out of range", define(document(devices="<rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' slot='77'/></rng>"))),
        ("emulator that is not there", define(document(devices="<emulator>/nowhere/qemu</emulator>"))),
        ("topology that does not fit the vcpus", define(document(more="<cpu><topology sockets='3' cores='1' threads='1'/></cpu>"))),
        ("start with a missing disk", lambda c, off, on: c.createXML(document(devices=DISK.format("gone", "vda", "virtio")))),
        ("look-up of an unknown name", lambda c, off, on: c.lookupByName("nobody")),
        ("look-up of an unknown uuid", lambda c, off, on: c.lookupByUUIDString("00000000-0000-0000-0000-0000000000aa")),
        ("look-up of an unknown id", lambda c, off, on: c.lookupByID(4711)),
        ("start of a running guest", lambda c, off, on: on.create()),
        ("destroy of a guest that is off", lambda c, off, on: off.destroy()),
        ("suspend of a guest that is off", lambda c, off, on: off.suspend()),
        ("save to a folder that is not there", lambda c, off, on: on.save("/nowhere/file")),
        ("restore of no saved file", lambda c, off, on: c.restore("/etc/hostname")),
        ("restore of a missing file", lambda c, off, on: c.restore("/nowhere/file")),
        ("more vcpus than the maximum", lambda c, off, on: off.setVcpusFlags(64, libvirt.VIR_DOMAIN_AFFECT_CONFIG)),
        ("more memory than the maximum", lambda c, off, on: on.setMemory(1 << 30)),
        ("unknown flags of define", lambda c, off, on: c.defineXMLFlags(document(), 1 << 20)),
        ("unknown flags of destroy", lambda c, off, on: on.destroyFlags(1 << 20)),
        ("unknown key code set", lambda c, off, on: on.sendKey(99, 0, [30], 1, 0)),
        ("a missing disk's statistics", lambda c, off, on: on.blockStats("vdz")),
        ("agent command without agent", lambda c, off, on: __import__("libvirt_qemu").qemuAgentCommand(on, '{"execute":"guest-ping"}', 1, 0)),
        ("monitor command that is no JSON", lambda c, off, on: __import__("libvirt_qemu").qemuMonitorCommand(on, "{", 0)),
        ("metadata that is not there", lambda c, off, on: off.metadata(libvirt.VIR_DOMAIN_METADATA_TITLE, None)),
        ("rename to a name in use", lambda c, off, on: off.rename("on")),
        ("rename of a running guest", lambda c, off, on: on.rename("other")),
        ("autostart of a transient guest", lambda c, off, on: on.setAutostart(1)),
        ("write on a read-only connection", read_only(lambda c: c.lookupByName("on").destroy())),
        ("secrets on a read-only connection", read_only(lambda c: c.lookupByName("on").XMLDesc(libvirt.VIR_DOMAIN_XML_SECURE))),
        ("unknown host CPU asked for", lambda c, off, on: c.getCPUStats(4096, 0)),
        ("event kind out of range", lambda c, off, on: c.domainEventRegisterAny(None, 400, lambda *_: None, None)),
    ]


def run_daemon(kind):
    daemon = daemons.Daemon(kind)
    daemon.start()
    answers = run_cases("qemu:///system")
    daemon.stop()
    return answers


def run_cases(uri):
    import libvirt

    libvirt.registerErrorHandler(lambda _context, _error: None, None)
    connection = libvirt.open(uri)
    off = connection.defineXML(document(name="<name>off</name>"))
    on = connection.createXML(document(name="<name>on</name>"))
    answers = []
    for name, action in cases(libvirt, uri):
        try:
            result = action(connection, off, on)
            answer = [0, 0, "accepted"]
            if isinstance(result, libvirt.virDomain) and result.name() not in ("on", "off"):
                if result.isActive():
                    result.destroy()
                else:
                    result.undefine()
        except libvirt.libvirtError as error:
            answer = [error.get_error_code(), error.get_error_domain(), error.get_error_message()]
        except Exception as error:  # python-libvirt refuses some input by itself
            answer = [-1, -1, f"client: {error}"]
        answers.append([name, *answer])
    on.destroy()
    off.undefine()
    connection.close()
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["libvirtd", "jvirtd"])
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--uri", help="give the input to the daemon at this URI and print its answers as JSON")
    options = parser.parse_args()
    if options.uri:
        print(json.dumps(run_cases(options.uri)))
        return
    if options.inside:
        print(json.dumps(run_daemon(options.inside)))
        return
    answers = {}
    for kind in ["libvirtd", "jvirtd"]:
        if options.only in (None, kind):
            inner = [os.path.join(HERE, "private-host"), sys.executable, os.path.abspath(__file__), "--inside", kind]
            answers[kind] = json.loads(subprocess.run(inner, stdout=subprocess.PIPE, check=True).stdout)
    theirs = answers.get("libvirtd") or [None] * len(answers["jvirtd"])
    ours = answers.get("jvirtd") or [None] * len(theirs)
    print("| bad input | libvirtd | jvirtd | same code |\n| --- | --- | --- | --- |")
    agree = 0
    for a, b in zip(theirs, ours):
        def shown(x):
            return f"{x[1]}/{x[2]} {x[3]}".replace("|", "\\|").replace("\n", "<br>") if x else ""
        same = "" if not (a and b) else ("yes" if a[1] == b[1] else "NO")
        agree += same == "yes"
        print(f"| {(a or b)[0]} | {shown(a)} | {shown(b)} | {same} |")
    print(f"\n{agree} of {len(theirs)} codes agree.")


if __name__ == "__main__":
    main()
