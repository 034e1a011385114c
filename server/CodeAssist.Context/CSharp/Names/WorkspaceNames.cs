using CodeAssist.Context.Index;
using CodeAssist.Context.Index.Declarations;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>The names of C# as the compiler binds them in a file, with the workspace's own types as the index knows them; no project is loaded. Thread-safe.</summary>
/// <remarks>What would take longer than anybody waits for a suggestion is not looked at; files that were read until then are kept, so that the next key gets further.</remarks>
/// <param name="indexOf">The index of a workspace folder, by its absolute path or null.</param>
/// <param name="documents">The files, parsed.</param>
/// <param name="time">Measures a look.</param>
public sealed class WorkspaceNames(Func<string?, WorkspaceIndex> indexOf, CSharpDocuments documents, TimeProvider time) : INames
{
    /// <summary>After this no further name is looked at, and no further file read.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(20);

    /// <summary>UTF-16 units; reading more takes longer than anybody waits for a suggestion.</summary>
    private const int LongestText = 200_000;

    private const int MostLegal = 40;

    /// <summary>Documents whose types are kept.</summary>
    private const int MostKnown = 4;

    private readonly DeclaringTrees _trees = new();
    private readonly Lock _lock = new();
    private readonly List<KnownTypes> _known = [];
    private volatile Answer? _last;
    private volatile Task _warmUp = Task.CompletedTask;

    /// <summary>Has the compiler's binder loaded beside everything else, which the first look would wait for: up to a second on a busy machine. Until then every name may exist.</summary>
    /// <returns>Ends when names are looked at.</returns>
    public Task WarmUpAsync() => _warmUp = CompilerWarmUp.RunAsync();

    public void Prepare(CompletionRequest request)
    {
        if (IsLookedAt(request))
        {
            documents.Of(request);
        }
    }

    public UnknownName? FirstUnknown(CompletionRequest request, string text, int replacedAfterCaret)
    {
        if (!IsLookedAt(request))
        {
            return null;
        }

        // Asked twice of what is shown: when the model has said it, and when it has passed the filters.
        var index = indexOf(request.Folder);
        var content = index.ContentFor(request);
        if (_last is { } last && last.IsOf(request, text, replacedAfterCaret, content))
        {
            return last.Unknown;
        }

        var unknown = Find(request, text, replacedAfterCaret, index, content);
        _last = new Answer(request.Text, request.Caret, text, replacedAfterCaret, content, unknown);

        return unknown;
    }

    private bool IsLookedAt(CompletionRequest request) =>
        string.Equals(request.LanguageId, Languages.CSharp, StringComparison.Ordinal) && request.Text.Length <= LongestText
        && !request.Path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) && NeverSend.Of(request.Path) is null && _warmUp.IsCompleted;

    private UnknownName? Find(CompletionRequest request, string text, int replacedAfterCaret, WorkspaceIndex index, IndexContent content)
    {
        var tree = documents.Of(request).With(request.Caret, replacedAfterCaret, text).Tree;
        var declared = tree.GetRoot().DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<BaseTypeDeclarationSyntax>()
            .Select(type => type.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var doubt = new NamesInDoubt(type => declared.Contains(type) || DeclaredTypes.Find(content, index.Symbols, type).Any());
        var (started, isCut) = (time.GetTimestamp(), false);
        var bound = new BoundNames(
            tree,
            Known(request, content),
            type => IsLate() ? [] : _trees.Of(content, index.Symbols, type, request.Path),
            word => index.Symbols.Find(word) != SymbolTable.None,
            () => DeclaredTypes.HasExtensionBlocks(content, index.Symbols));
        var added = new TextSpan(request.Caret, text.Length);
        try
        {
            foreach (var name in tree.GetRoot().DescendantNodes(added).OfType<IdentifierNameSyntax>().Where(name => IsAdded(name.Identifier.Span, added)).Select(UsedName.Of).OfType<UsedName>().Where(doubt.Contains).TakeWhile(_ => !IsLate()))
            {
                if (bound.InsteadOf(name) is { } legal)
                {
                    var start = Math.Max(name.Node.SpanStart, added.Start);
                    var typed = name.Text[..(start - name.Node.SpanStart)];
                    return new UnknownName(start - added.Start, name.Node.Span.End - start, Near(legal, name, typed));
                }
            }
        }
        finally
        {
            // Types that were not looked for in time have to be looked for again.
            if (!isCut)
            {
                Keep(bound.Known);
            }
        }

        return null;

        bool IsLate() => isCut |= time.GetElapsedTime(started) > _patience;
    }

    private KnownTypes Known(CompletionRequest request, IndexContent content)
    {
        lock (_lock)
        {
            return _known.Find(known => string.Equals(known.Path, request.Path, StringComparison.Ordinal) && known.IsOf(content)) ?? KnownTypes.None(request.Path, content);
        }
    }

    // The same path in another folder has another index, and so replaces it.
    private void Keep(KnownTypes known)
    {
        lock (_lock)
        {
            _known.RemoveAll(other => string.Equals(other.Path, known.Path, StringComparison.Ordinal));
            _known.Insert(0, known);
            if (_known.Count > MostKnown)
            {
                _known.RemoveAt(MostKnown);
            }
        }
    }

    // Where code follows without a gap, or the name was whole before, it is not the suggestion's.
    private static bool IsAdded(TextSpan name, TextSpan added) => name.End > added.Start && name.Start < added.End && name.End <= added.End;

    private static List<string> Near(IReadOnlyList<ISymbol> legal, UsedName name, string typed) =>
    [
        .. legal.Where(symbol => symbol.Name.Length > typed.Length && symbol.Name.StartsWith(typed, StringComparison.Ordinal))
            .Where(symbol => !name.IsCalled || symbol is IMethodSymbol || name.Owner is null && !char.IsUpper(name.Text[0]))
            .OrderBy(Distance)
            .ThenByDescending(symbol => symbol.Locations is [{ IsInSource: true } place, ..] ? place.SourceSpan.Start : 0)
            .Select(symbol => symbol.Name[typed.Length..])
            .Distinct(StringComparer.Ordinal)
            .Take(MostLegal),
    ];

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => 0,
        IFieldSymbol or IPropertySymbol or IEventSymbol => 1,
        IMethodSymbol => 2,
        _ => 3,
    };

    private sealed record Answer(string Text, int Caret, string Suggested, int Replaced, IndexContent Content, UnknownName? Unknown)
    {
        public bool IsOf(CompletionRequest request, string suggested, int replaced, IndexContent content) =>
            ReferenceEquals(content, Content) && request.Caret == Caret && replaced == Replaced
            && string.Equals(suggested, Suggested, StringComparison.Ordinal) && string.Equals(request.Text, Text, StringComparison.Ordinal);
    }
}
