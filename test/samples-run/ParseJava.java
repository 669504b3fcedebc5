import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Parses the files that it is given, says what is wrong in them, and prints each text in them as base64. */
class ParseJava {
    public static void main(String[] files) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            var sources = manager.getJavaFileObjectsFromStrings(Arrays.asList(files));
            var task = (JavacTask) compiler.getTask(null, manager, problems, null, null, sources);
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, Void nothing) {
                        if (literal.getValue() instanceof String text) {
                            var bytes = text.getBytes(StandardCharsets.UTF_8);
                            System.out.println(Base64.getEncoder().encodeToString(bytes));
                        }
                        return null;
                    }
                }, null);
            }
        }
        for (var problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) System.err.println(problem);
        }
        System.exit(problems.getDiagnostics().stream().anyMatch(p -> p.getKind() == Diagnostic.Kind.ERROR) ? 1 : 0);
    }
}
