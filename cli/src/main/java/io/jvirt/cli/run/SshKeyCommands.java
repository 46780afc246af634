package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The commands about SSH keys in the guest. */
public final class SshKeyCommands {
    private static final int APPEND = 1;
    private static final int REMOVE = 2;

    private SshKeyCommands() {}

    /** Lists a user's keys. */
    public static void get(Invocation in) {
        for (String key : in.domain().authorizedSshKeys(in.required("user"), 0)) {
            in.print(key + "\n");
        }
    }

    /** Changes a user's keys. */
    public static void set(Invocation in) {
        in.exclusive("reset", "remove");
        in.requires("remove", "file");
        Domain domain = in.domain();
        String file = in.text("file");
        if (file == null && !in.flag("reset")) {
            throw new Failure("Option --file is required");
        }
        List<String> keys = new ArrayList<>();
        if (file != null) {
            for (String line : in.read(file).split("\n", -1)) {
                String key = line.strip();
                if (!key.isEmpty() && !key.startsWith("#")) {
                    keys.add(key);
                }
            }
            if (keys.isEmpty()) {
                throw new Failure("File " + file + " contains no keys");
            }
        }
        int flags = in.flag("remove") ? REMOVE : in.flag("reset") ? 0 : APPEND;
        domain.setAuthorizedSshKeys(in.required("user"), keys, flags);
    }
}
