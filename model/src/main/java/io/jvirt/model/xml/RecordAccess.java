package io.jvirt.model.xml;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Calls the constructor and the accessors of one record class.
 *
 * <p>The implementation is a small class made on first use. Method handles would do the same, but each constructor has a
 * type of its own, and preparing so many of them takes ten times as long when a program starts.
 */
abstract class RecordAccess {
    private static final ClassDesc SELF = RecordAccess.class.describeConstable().orElseThrow();
    private static final ClassDesc VALUES = CD_Object.arrayType();

    abstract Object make(@Nullable Object[] values);

    abstract @Nullable Object get(Object record, int index);

    static RecordAccess of(Class<?> type) {
        byte[] code = ClassFile.of().build(ClassDesc.of(RecordAccess.class.getName() + "For" + type.getSimpleName()), builder -> builder
                .withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                .withSuperclass(SELF)
                .withMethodBody(INIT_NAME, MTD_void, 0, body -> body.aload(0).invokespecial(SELF, INIT_NAME, MTD_void).return_())
                .withMethodBody("make", MethodTypeDesc.of(CD_Object, VALUES), 0, body -> make(body, type))
                .withMethodBody("get", MethodTypeDesc.of(CD_Object, CD_Object, CD_int), 0, body -> get(body, type)));
        try {
            var hidden = MethodHandles.lookup().defineHiddenClass(code, true);
            return (RecordAccess) hidden.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Not an accessible record: " + type, e);
        }
    }

    private static void make(CodeBuilder body, Class<?> type) {
        var components = type.getRecordComponents();
        body.new_(describe(type)).dup();
        for (int i = 0; i < components.length; i++) {
            body.aload(1).loadConstant(i).aaload();
            unbox(body, components[i].getType());
        }
        var parameters = Arrays.stream(components).map(component -> describe(component.getType())).toArray(ClassDesc[]::new);
        body.invokespecial(describe(type), INIT_NAME, MethodTypeDesc.of(java.lang.constant.ConstantDescs.CD_void, parameters)).areturn();
    }

    private static void get(CodeBuilder body, Class<?> type) {
        var components = type.getRecordComponents();
        var cases = new ArrayList<SwitchCase>();
        for (int i = 0; i < components.length; i++) {
            cases.add(SwitchCase.of(i, body.newLabel()));
        }
        Label none = body.newLabel();
        body.aload(1).checkcast(describe(type)).iload(2).tableswitch(0, Math.max(0, components.length - 1), none, cases);
        for (int i = 0; i < components.length; i++) {
            body.labelBinding(cases.get(i).target());
            accessor(body, type, components[i]);
            body.areturn();
        }
        body.labelBinding(none).areturn();
    }

    private static void accessor(CodeBuilder body, Class<?> type, RecordComponent component) {
        var result = describe(component.getType());
        body.invokevirtual(describe(type), component.getName(), MethodTypeDesc.of(result));
        var box = box(component.getType());
        if (box != null) {
            body.invokestatic(describe(box), "valueOf", MethodTypeDesc.of(describe(box), result));
        }
    }

    private static void unbox(CodeBuilder body, Class<?> type) {
        var box = box(type);
        body.checkcast(describe(box == null ? type : box));
        if (box != null) {
            body.invokevirtual(describe(box), type.getName() + "Value", MethodTypeDesc.of(describe(type)));
        }
    }

    /** The class around a primitive value; definitions know these three. */
    private static @Nullable Class<?> box(Class<?> type) {
        if (type == int.class) {
            return Integer.class;
        }
        if (type == long.class) {
            return Long.class;
        }
        return type == boolean.class ? Boolean.class : null;
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
