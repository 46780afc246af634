package io.jvirt.api;

import org.jspecify.annotations.Nullable;

/**
 * The one failure of the API: libvirt's code and domain for programs, a message that names the object, the offending
 * value and, where there is one, the remedy for people.
 */
public final class JvirtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final ErrorDomain domain;
    private final int codeNumber;
    private final transient Details details;

    /**
     * The rest of libvirt's {@code virError}, which travels on the wire and which python-libvirt shows.
     *
     * @param level 1 warning, 2 error
     * @param str1 extra text; libvirt puts the untranslated format here
     * @param str2 extra text; libvirt puts the detail here
     * @param str3 extra text
     * @param int1 extra number: errno for {@link ErrorCode#SYSTEM_ERROR}, else -1
     * @param int2 extra number, -1 when unused
     */
    public record Details(
            int level, @Nullable String str1, @Nullable String str2, @Nullable String str3, int int1, int int2) {}

    private JvirtException(
            ErrorCode code,
            int codeNumber,
            ErrorDomain domain,
            String message,
            Details details,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.codeNumber = codeNumber;
        this.domain = domain;
        this.details = details;
    }

    /** An error whose message is the code's prefix and the detail, as libvirt words it. */
    public JvirtException(ErrorCode code, ErrorDomain domain, String detail) {
        this(code, domain, detail, null);
    }

    /** The same with the failure that led to it. */
    public JvirtException(ErrorCode code, ErrorDomain domain, String detail, @Nullable Throwable cause) {
        this(
                code,
                code.number(),
                domain,
                lead(code) + detail,
                new Details(2, lead(code) + "%s", detail, null, -1, -1),
                cause);
    }

    /** An error as a peer reported it, word for word. */
    public static JvirtException received(int code, ErrorDomain domain, String message, Details details) {
        return new JvirtException(ErrorCode.of(code), code, domain, message, details, null);
    }

    /**
     * {@return the error of a call that the driver does not offer}
     *
     * @param function the C name, such as {@code virDomainShutdown}
     */
    public static JvirtException noSupport(String function) {
        return new JvirtException(ErrorCode.NO_SUPPORT, ErrorDomain.NONE, function);
    }

    /** {@return the error for a bad argument of a caller} */
    public static JvirtException invalidArgument(ErrorDomain domain, String detail) {
        return new JvirtException(ErrorCode.INVALID_ARG, domain, detail);
    }

    private static String lead(ErrorCode code) {
        String prefix = code.prefix();
        if (prefix.isEmpty()) {
            return "";
        }
        return prefix + (prefix.endsWith(" for") || prefix.endsWith(" in") ? " " : ": ");
    }

    /** {@return what kind of failure this is} */
    public ErrorCode code() {
        return code;
    }

    /** {@return the code's number as reported; differs from {@code code().number()} only for codes we do not know} */
    public int codeNumber() {
        return codeNumber;
    }

    /** {@return which part failed} */
    public ErrorDomain domain() {
        return domain;
    }

    /** {@return the secondary fields of the error} */
    public Details details() {
        return details;
    }

    /** {@return the message, never null} */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? code.name() : message;
    }
}
