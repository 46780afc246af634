package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.host.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that open a document in an editor. */
public final class Editing {
    private Editing() {}

    /** A document that can be edited. */
    interface Subject {
        /** {@return the document as it is now} */
        String read();

        /** Stores a new one. */
        void write(String xml, boolean validate);
    }

    /** Edits a guest's stored document. */
    public static void domain(Invocation in) {
        Connection connection = in.connection();
        Domain domain = in.domain();
        String name = domain.name();
        boolean changed = edit(in, !in.flag("skip-validate"), new Subject() {
            @Override
            public String read() {
                return domain.xml(DomainFlags.Xml.INACTIVE, DomainFlags.Xml.SECURE);
            }

            @Override
            public void write(String xml, boolean validate) {
                if (validate) {
                    connection.define(xml, DomainFlags.Define.VALIDATE);
                } else {
                    connection.define(xml);
                }
            }
        });
        in.extra("Domain '" + name + "' XML configuration " + (changed ? "edited" : "not changed") + ".\n");
    }

    /** Edits a storage pool's stored document. */
    public static void pool(Invocation in) {
        Connection connection = in.connection();
        StoragePool pool = PoolChoice.pool(in);
        boolean changed = edit(in, false, new Subject() {
            @Override
            public String read() {
                return pool.xml(StorageFlags.PoolXml.INACTIVE);
            }

            @Override
            public void write(String xml, boolean validate) {
                connection.storagePools().define(xml);
            }
        });
        in.extra("Pool " + pool.name() + " XML configuration " + (changed ? "edited" : "not changed") + ".\n");
    }

    /** Edits the document in a managed save image. */
    public static void managedSave(Invocation in) {
        DomainFlags.SaveRestore[] flags = state(in);
        Domain domain = in.domain();
        boolean changed = edit(in, false, new Subject() {
            @Override
            public String read() {
                return domain.managedSaveXml(DomainFlags.Xml.SECURE);
            }

            @Override
            public void write(String xml, boolean validate) {
                domain.defineManagedSaveXml(xml, flags);
            }
        });
        in.extra(changed
                ? "Managed save image of Domain '" + domain.name() + "' XML configuration edited.\n"
                : "Managed save image of domain '" + domain.name() + "' XML configuration not changed.\n");
    }

    /** Edits the document in a saved file. */
    public static void savedImage(Invocation in) {
        DomainFlags.SaveRestore[] flags = state(in);
        String file = in.file(in.required("file")).getPath();
        Connection connection = in.connection();
        boolean changed = edit(in, false, new Subject() {
            @Override
            public String read() {
                return connection.savedImageXml(file, DomainFlags.Xml.SECURE);
            }

            @Override
            public void write(String xml, boolean validate) {
                connection.defineSavedImageXml(file, xml, flags);
            }
        });
        in.extra(changed
                ? "State file " + in.required("file") + " edited.\n"
                : "Saved image " + in.required("file") + " XML configuration not changed.\n");
    }

    /** {@return the flags of --running and --paused} */
    static DomainFlags.SaveRestore[] state(Invocation in) {
        List<DomainFlags.SaveRestore> flags = new ArrayList<>();
        if (in.flag("running")) {
            flags.add(DomainFlags.SaveRestore.RUNNING);
        }
        if (in.flag("paused")) {
            flags.add(DomainFlags.SaveRestore.PAUSED);
        }
        return flags.toArray(new DomainFlags.SaveRestore[0]);
    }

    /** {@return whether the person changed the document}; asks again as long as what was left is refused */
    static boolean edit(Invocation in, boolean validateFirst, Subject subject) {
        String original = subject.read();
        Path file = Editor.write(original);
        boolean validate = validateFirst;
        try {
            String edited = Editor.edit(in, file);
            while (true) {
                if (edited.equals(original)) {
                    return false;
                }
                RuntimeException refusal;
                try {
                    String now = subject.read();
                    if (!now.equals(original)) {
                        original = now;
                        refusal = new Failure("ERROR: the XML configuration was changed by another user.");
                    } else {
                        subject.write(edited, validate);
                        return true;
                    }
                } catch (JvirtException e) {
                    refusal = e;
                }
                in.complain(refusal.getMessage() == null ? refusal.toString() : refusal.getMessage());
                switch (ask(in, validate)) {
                    case AGAIN -> edited = Editor.edit(in, file);
                    case WITHOUT_VALIDATION -> validate = false;
                    case FORCE -> {}
                    case GIVE_UP -> throw Failure.silent();
                }
            }
        } finally {
            Editor.delete(file);
        }
    }

    private enum Answer {
        AGAIN,
        WITHOUT_VALIDATION,
        FORCE,
        GIVE_UP
    }

    private static Answer ask(Invocation in, boolean validated) {
        if (Terminal.of(0).isEmpty()) {
            return Answer.GIVE_UP;
        }
        while (true) {
            in.print("Failed. Try again? " + (validated ? "[y,n,i,f,?]: " : "[y,n,f,?]: "));
            in.session().output().flush();
            String answer = readLine();
            switch (answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT)) {
                case "y" -> {
                    return Answer.AGAIN;
                }
                case "n" -> {
                    return Answer.GIVE_UP;
                }
                case "i" -> {
                    if (validated) {
                        return Answer.WITHOUT_VALIDATION;
                    }
                }
                case "f" -> {
                    return Answer.FORCE;
                }
                default -> {
                    in.print("y - edit it again\nn - drop the changes\n"
                            + (validated ? "i - store it without validation\n" : "")
                            + "f - store it all the same\n? - tell this\n");
                    in.session().output().flush();
                }
            }
        }
    }

    /** {@return what the person types, null at the end of the input}; read by byte, so that nothing further is taken */
    private static @Nullable String readLine() {
        StringBuilder line = new StringBuilder();
        try {
            while (true) {
                int next = System.in.read();
                if (next < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
                if (next == '\n') {
                    return line.toString();
                }
                line.append((char) next);
            }
        } catch (IOException e) {
            throw new Failure("cannot read from stdin: " + e.getMessage());
        }
    }
}
