package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.KeycodeSet;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.List;

/** The commands {@code send-key} and {@code inject-nmi}. */
public final class SendKeyCommand {
    private static final int MOST_KEYS = 16;

    private SendKeyCommand() {}

    /** Presses keys. */
    public static void run(Invocation in) {
        String setName = in.text("codeset");
        int hold = in.unsigned("holdtime", 0);
        Domain domain = in.domain();
        KeycodeSet set = set(setName == null ? "linux" : setName);
        List<String> names = in.list("keycode");
        if (names.size() > MOST_KEYS) {
            throw new Failure("too many keycodes");
        }
        int[] keys = new int[names.size()];
        for (int i = 0; i < keys.length; i++) {
            int code = KeyNames.code(set, names.get(i));
            if (code < 0) {
                throw new Failure("invalid keycode: '" + names.get(i) + "'");
            }
            keys[i] = code;
        }
        domain.sendKey(set, hold, keys, 0);
    }

    private static KeycodeSet set(String name) {
        return switch (name) {
            case "linux" -> KeycodeSet.LINUX;
            case "xt" -> KeycodeSet.XT;
            case "atset1" -> KeycodeSet.ATSET1;
            case "atset2" -> KeycodeSet.ATSET2;
            case "atset3" -> KeycodeSet.ATSET3;
            case "os_x" -> KeycodeSet.OSX;
            case "xt_kbd" -> KeycodeSet.XT_KBD;
            case "usb" -> KeycodeSet.USB;
            case "win32" -> KeycodeSet.WIN32;
            case "qnum", "rfb" -> KeycodeSet.QNUM;
            default -> throw new Failure("unknown codeset: '" + name + "'");
        };
    }

    /** Sends a non-maskable interrupt. */
    public static void injectNmi(Invocation in) {
        in.domain().injectNmi(0);
    }
}
