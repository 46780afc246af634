package io.jvirt.imagetool;

import io.jvirt.image.ImageException;
import io.jvirt.image.Passphrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passphrases from {@code --object secret,id=NAME,data=TEXT} or {@code file=PATH}, {@code format=base64} where they are so. */
final class Secrets implements Passphrases {
    private final Map<String, byte[]> known = new HashMap<>();

    private Secrets() {}

    /** {@return what the objects say; {@link Passphrases#NONE} when there are none} */
    static Passphrases of(List<String> objects) {
        if (objects.isEmpty()) {
            return NONE;
        }
        Secrets secrets = new Secrets();
        objects.forEach(secrets::add);
        return secrets;
    }

    private void add(String object) {
        Pairs pairs = Pairs.of(object, "qom-type");
        String type = pairs.get("qom-type").orElse("");
        if (!type.equals("secret")) {
            throw new UsageException("--object knows 'secret', not '" + type + "'");
        }
        String id = pairs.get("id").orElseThrow(() -> new UsageException("--object secret needs id="));
        byte[] bytes = pairs.get("data").map(d -> d.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> read(pairs.get("file")
                        .orElseThrow(() -> new UsageException("--object secret needs data= or file="))));
        known.put(id, pairs.get("format").orElse("raw").equals("base64")
                ? Base64.getMimeDecoder().decode(bytes)
                : bytes);
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new ImageException("Cannot read the secret in '" + file + "'", e);
        }
    }

    @Override
    public byte[] get(@Nullable String id) {
        byte[] secret = id == null && known.size() == 1 ? known.values().iterator().next() : known.get(id);
        if (secret == null) {
            throw new ImageException("No secret '" + id + "' was given with --object");
        }
        return secret.clone();
    }
}
