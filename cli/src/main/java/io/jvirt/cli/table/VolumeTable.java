package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.VolumeChanges;
import io.jvirt.cli.run.VolumeFacts;
import io.jvirt.cli.run.VolumeMaking;
import io.jvirt.cli.run.VolumeTransfer;

/** Commands about volumes of storage pools. */
public final class VolumeTable implements CommandTable {
    private static final Option VOLUME = Option.required("vol", Values.VOLUME, "the volume's name, key or path");
    private static final Option POOL = Option.text("pool", Values.POOL, "the pool's name or UUID");
    private static final Option IN_POOL = Option.required("pool", Values.POOL, "the pool's name or UUID");
    private static final Option PREALLOCATE = flag("prealloc-metadata", "take room for the metadata at once");
    private static final Option REFLINK = flag("reflink", "share data with the original");
    private static final Option VALIDATE = flag("validate", "refuse unknown elements");
    private static final Option PRINT = flag("print-xml", "only print the document");
    private static final Option SPARSE = flag("sparse", "holes stay holes");
    private static final Option FILE = Option.required("file", Values.FILE, "the file");

    private static Option text(String name, String help) {
        return Option.text(name, Values.NONE, help);
    }

    private final Command[] commands = {
        of("vol-list", "list volumes", "Prints the volumes of a pool.", "jvirt vol-list default --details",
                IN_POOL, flag("details", "with types and sizes")),
        of("vol-info", "a volume at a glance", "Prints a volume's type and sizes.", "jvirt vol-info disk.qcow2 --pool default",
                VOLUME, POOL, flag("bytes", "sizes in bytes"), flag("physical", "how long the file is, not how much room it takes")),
        of("vol-dumpxml", "print a volume's document", "Prints the document of a volume.",
                "jvirt vol-dumpxml disk.qcow2 --pool default", VOLUME, POOL, XPATH, WRAP),
        of("vol-key", "the key of a volume", "Prints the key of a volume.", "jvirt vol-key disk.qcow2 --pool default", VOLUME, POOL),
        of("vol-path", "the path of a volume", "Prints the path of a volume.", "jvirt vol-path disk.qcow2 --pool default",
                VOLUME, POOL),
        of("vol-name", "the name of a volume", "Prints the name of the volume with this key or path.",
                "jvirt vol-name /srv/images/disk.qcow2", VOLUME),
        of("vol-pool", "the pool of a volume", "Prints the pool of the volume with this key or path.",
                "jvirt vol-pool /srv/images/disk.qcow2", VOLUME, flag("uuid", "the pool's UUID, not its name")),
        of("vol-create", "make a volume from a document", "Makes a volume of a pool from a file with its document.",
                "jvirt vol-create default volume.xml", IN_POOL, FILE, PREALLOCATE, VALIDATE),
        of("vol-create-as", "make a volume", "Makes a volume of a pool.",
                "jvirt vol-create-as default disk.qcow2 20G --format qcow2",
                IN_POOL,
                Option.required("name", Values.NONE, "the volume's name"),
                Option.required("capacity", Values.NONE, "its size, such as 20G; bytes without a unit"),
                text("allocation", "the room that it takes at first"),
                text("format", "its format"),
                Option.text("backing-vol", Values.VOLUME, "the volume that it is based on"),
                text("backing-vol-format", "that one's format"),
                PREALLOCATE,
                PRINT),
        of("vol-create-from", "make a volume with the content of another",
                "Makes a volume from a file with its document and gives it the content of another volume.",
                "jvirt vol-create-from default volume.xml disk.qcow2 --inputpool images",
                IN_POOL, FILE, VOLUME, Option.text("inputpool", Values.POOL, "the other volume's pool"), PREALLOCATE, REFLINK, VALIDATE),
        of("vol-clone", "copy a volume", "Makes a volume of the same pool that is like another one.",
                "jvirt vol-clone disk.qcow2 copy.qcow2 --pool default",
                VOLUME, Option.required("newname", Values.NONE, "the copy's name"), POOL, PREALLOCATE, REFLINK, PRINT),
        of("vol-delete", "remove a volume", "Removes a volume with its data.", "jvirt vol-delete disk.qcow2 --pool default",
                VOLUME, POOL, flag("delete-snapshots", "with its snapshots")),
        of("vol-resize", "change a volume's size", "Changes the capacity of a volume that no guest uses.",
                "jvirt vol-resize disk.qcow2 10G --delta --pool default",
                VOLUME, Option.required("capacity", Values.NONE, "the new size, such as 20G; bytes without a unit"), POOL,
                flag("allocate", "take the room at once"),
                flag("delta", "the size is the difference"),
                flag("shrink", "it may become smaller")),
        of("vol-wipe", "make a volume's data unreadable", "Overwrites all data of a volume.",
                "jvirt vol-wipe disk.raw --algorithm dod --pool default",
                VOLUME, POOL, text("algorithm", "how: zero, nnsa, dod, bsi, gutmann, schneier, pfitzner7, pfitzner33, random, trim")),
        of("vol-upload", "put a file's content into a volume", "Gives a volume the content of a file.",
                "jvirt vol-upload disk.raw disk.img --pool default --sparse",
                VOLUME, FILE, POOL, Option.number("offset", "where in the volume to begin"),
                Option.number("length", "how many bytes at most"), SPARSE),
        of("vol-download", "put a volume's content into a file", "Writes the content of a volume to a file.",
                "jvirt vol-download disk.raw disk.img --pool default --sparse",
                VOLUME, FILE, POOL, Option.number("offset", "where in the volume to begin"),
                Option.number("length", "how many bytes at most"), SPARSE),
    };

    @Override
    public Group group() {
        return Group.VOLUME;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "vol-list" -> VolumeFacts.list(in);
            case "vol-info" -> VolumeFacts.info(in);
            case "vol-dumpxml" -> VolumeFacts.dump(in);
            case "vol-key" -> VolumeFacts.key(in);
            case "vol-path" -> VolumeFacts.path(in);
            case "vol-name" -> VolumeFacts.name(in);
            case "vol-pool" -> VolumeFacts.pool(in);
            case "vol-create" -> VolumeMaking.create(in);
            case "vol-create-as" -> VolumeMaking.createByOptions(in);
            case "vol-create-from" -> VolumeMaking.createFrom(in);
            case "vol-clone" -> VolumeMaking.copy(in);
            case "vol-delete" -> VolumeChanges.delete(in);
            case "vol-resize" -> VolumeChanges.resize(in);
            case "vol-wipe" -> VolumeChanges.wipe(in);
            case "vol-upload" -> VolumeTransfer.upload(in);
            case "vol-download" -> VolumeTransfer.download(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
