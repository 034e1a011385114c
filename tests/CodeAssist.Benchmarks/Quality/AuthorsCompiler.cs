using System.Globalization;
using System.Runtime.InteropServices;
using CodeAssist.Context;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Whether a file with a hole filled has compiler errors that it does not have as its author wrote it.</summary>
/// <remarks>
/// Compiled with a file are the others of the project, nearest folders first, without those that declare a type once more, as for another platform; and the base library of this process. Packages
/// are not: what comes of that is wrong in the author's text as well, their types are taken to be there, and of what hangs on them the compiler says nothing. <see cref="Binds"/> tells where
/// it can speak.
/// </remarks>
internal sealed class AuthorsCompiler
{
    private const string UnknownType = "CS0246";
    private const string UnknownName = "CS0103";

    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.Preview, DocumentationMode.None);
    private static readonly CSharpCompilationOptions _options = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    private static readonly MetadataReference[] _baseLibrary =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => string.Equals(Path.GetDirectoryName(path), Path.GetDirectoryName(RuntimeEnvironment.GetRuntimeDirectory()), StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Dictionary<string, (SyntaxTree Tree, HashSet<string> Types)> _files;
    private readonly HashSet<string> _foreign;
    private (string Path, CSharpCompilation Compilation, HashSet<string> Errors)? _last;

    private AuthorsCompiler(Dictionary<string, (SyntaxTree Tree, HashSet<string> Types)> files)
    {
        _files = files;
        var own = files.Values.SelectMany(file => Declarations(file.Tree)).Select(Name).ToHashSet(StringComparer.Ordinal);
        _foreign = files.Values.SelectMany(file => file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(SyntaxFacts.IsInTypeOnlyContext)
            .Select(name => name.Identifier.ValueText)
            .Where(name => !own.Contains(name))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="folder">The project: all C# files below it are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AuthorsCompiler> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        Dictionary<string, (SyntaxTree Tree, HashSet<string> Types)> files = new(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            if (await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var text })
            {
                var tree = CSharpSyntaxTree.ParseText(SourceText.From(text.ReplaceLineEndings("\n")), _parsing, cancellationToken: cancellationToken);
                files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = (tree, Types(tree));
            }
        }

        return new AuthorsCompiler(files);
    }

    /// <summary>Whether every name that the author wrote in a hole means something to this compiler.</summary>
    public bool Binds(Hole hole)
    {
        var model = Of(hole.Path).Compilation.GetSemanticModel(_files[hole.Path].Tree);
        var span = new TextSpan(hole.Caret, hole.Wanted.Length);

        return _files[hole.Path].Tree.GetRoot().DescendantNodes(span).OfType<SimpleNameSyntax>()
            .Where(name => span.Contains(name.Span) && !name.IsVar)
            .All(name => model.GetSymbolInfo(name).Symbol is { Kind: not SymbolKind.ErrorType } && model.GetTypeInfo(name).Type is not { TypeKind: TypeKind.Error });
    }

    /// <param name="hole">The hole.</param>
    /// <param name="text">What is put into it.</param>
    /// <param name="replacedAfterCaret">UTF-16 units behind it that go.</param>
    /// <returns>
    /// The first error that neither the author's text has nor, where several lines were taken out, the text without them: what goes on may be written still. Null where there is none.
    /// </returns>
    public string? Objection(Hole hole, string text, int replacedAfterCaret)
    {
        var (compilation, allowed) = Of(hole.Path);
        var filled = Errors(hole, text, replacedAfterCaret, compilation).FirstOrDefault(error => !allowed.Contains(error));
        if (filled is null || !hole.IsSeveralLines)
        {
            return filled;
        }

        var empty = Errors(hole, "", 0, compilation).ToHashSet(StringComparer.Ordinal);
        return Errors(hole, text, replacedAfterCaret, compilation).FirstOrDefault(error => !allowed.Contains(error) && !empty.Contains(error));
    }

    private IEnumerable<string> Errors(Hole hole, string text, int replacedAfterCaret, CSharpCompilation compilation)
    {
        var authors = _files[hole.Path].Tree;
        var changed = authors.GetText().WithChanges(new TextChange(new TextSpan(hole.Caret, hole.Wanted.Length + replacedAfterCaret), text));
        return Errors(compilation, authors, authors.WithChangedText(changed));
    }

    private (CSharpCompilation Compilation, HashSet<string> Errors) Of(string path)
    {
        if (_last is not { } last || !string.Equals(last.Path, path, StringComparison.Ordinal))
        {
            var compilation = CSharpCompilation.Create("authors", Trees(path), _baseLibrary, _options);
            var tree = _files[path].Tree;
            _last = last = (path, compilation, Errors(compilation, tree, tree).ToHashSet(StringComparer.Ordinal));
        }

        return (last.Compilation, last.Errors);
    }

    private List<SyntaxTree> Trees(string path)
    {
        HashSet<string> declared = new(StringComparer.Ordinal);
        List<SyntaxTree> trees = [];
        foreach (var (_, (tree, types)) in _files.OrderBy(file => !string.Equals(file.Key, path, StringComparison.Ordinal))
            .ThenByDescending(file => FoldersShared(file.Key, path)).ThenBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!types.Overlaps(declared))
            {
                declared.UnionWith(types);
                trees.Add(tree);
            }
        }

        return trees;
    }

    // Places move with what is filled in; what is said does not.
    private IEnumerable<string> Errors(CSharpCompilation compilation, SyntaxTree authors, SyntaxTree tree) =>
        (ReferenceEquals(tree, authors) ? compilation : compilation.ReplaceSyntaxTree(authors, tree)).GetSemanticModel(tree).GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error && !IsOfPackage(diagnostic, tree))
        .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");

    // A type that the project uses elsewhere and does not declare.
    private bool IsOfPackage(Diagnostic error, SyntaxTree tree) =>
        error.Id is UnknownType or UnknownName && _foreign.Contains(tree.GetText().ToString(error.Location.SourceSpan).Split('<')[0]);

    private static int FoldersShared(string one, string other) =>
        Path.GetDirectoryName(one)!.Split('/').Zip(Path.GetDirectoryName(other)!.Split('/')).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();

    // Parts of one type stand in several files.
    private static HashSet<string> Types(SyntaxTree tree) => Declarations(tree)
        .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
        .Select(type => string.Join('.', [.. type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString()).Reverse(), Name(type), Arity(type)]))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<MemberDeclarationSyntax> Declarations(SyntaxTree tree) => tree.GetRoot().DescendantNodes(static node => node is not BaseTypeDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>().Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string Name(MemberDeclarationSyntax type) => type is DelegateDeclarationSyntax named ? named.Identifier.ValueText : ((BaseTypeDeclarationSyntax)type).Identifier.ValueText;

    private static int Arity(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax declared => declared.Arity,
        DelegateDeclarationSyntax declared => declared.Arity,
        _ => 0,
    };
}
