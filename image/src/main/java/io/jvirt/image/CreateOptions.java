package io.jvirt.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of a format's {@link CreateOption}s, each checked for its kind when it is set. Immutable. */
public final class CreateOptions {
    private final ImageFormat format;
    private final Map<String, String> values;

    private CreateOptions(ImageFormat format, Map<String, String> values) {
        this.format = format;
        this.values = values;
    }

    /** {@return none set: every default of the format holds} */
    public static CreateOptions of(ImageFormat format) {
        return new CreateOptions(format, Map.of());
    }

    /**
     * {@return these with one more, which replaces an earlier value}
     *
     * @throws ImageException when the format has no such option or it does not take this value
     */
    public CreateOptions with(String name, String value) {
        CreateOption option = format.createOptions().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        "The format " + format.label() + " has no option '" + name + "'; it has " + names()));
        boolean fits = switch (option.kind()) {
            case SIZE -> ByteSize.parse(value).isPresent();
            case NUMBER -> value.matches("\\d{1,18}");
            case FLAG -> value.equals("on") || value.equals("off");
            case TEXT -> true;
            case CHOICE -> option.choices().contains(value);
        };
        if (!fits) {
            throw new ImageException("The option '" + name + "' does not take '" + value + "' but "
                    + switch (option.kind()) {
                        case SIZE -> "a size such as 64k";
                        case NUMBER -> "a number";
                        case FLAG -> "on or off";
                        case TEXT -> "a text";
                        case CHOICE -> String.join(", ", option.choices());
                    });
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new CreateOptions(format, more);
    }

    private List<String> names() {
        return format.createOptions().stream().map(CreateOption::name).toList();
    }

    /** {@return the format whose options these are} */
    public ImageFormat format() {
        return format;
    }

    /** {@return whether the option was set} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the value as it was set} */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** {@return the value as it was set, or the default} */
    public String text(String name, String byDefault) {
        return text(name).orElse(byDefault);
    }

    /** {@return a size in bytes or a number, or the default} */
    public long number(String name, long byDefault) {
        return text(name).flatMap(ByteSize::parse).orElse(byDefault);
    }

    /** {@return whether the option is on} */
    public boolean flag(String name, boolean byDefault) {
        return text(name).map("on"::equals).orElse(byDefault);
    }
}
