using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>
/// A local variable that holds something of the system, and that nobody else ever gets to see: only its own members are used, none of which gives
/// it back.
/// </summary>
internal sealed class NotDisposed : ICSharpCheck
{
    private static readonly string[] _types =
    [
        "FileStream", "StreamReader", "StreamWriter", "BinaryReader", "BinaryWriter", "GZipStream", "DeflateStream", "BrotliStream", "ZipArchive", "FileSystemWatcher", "Process",
        "HttpResponseMessage", "HttpRequestMessage", "TcpClient", "UdpClient", "TcpListener", "Socket", "SqlConnection", "SqlCommand", "SqliteConnection", "SqliteCommand", "NpgsqlConnection",
        "NpgsqlCommand", "MySqlConnection", "MySqlCommand", "OleDbConnection", "Mutex", "ManualResetEvent", "AutoResetEvent", "NamedPipeServerStream", "NamedPipeClientStream", "MemoryMappedFile",
    ];

    private static readonly string[] _openers = ["OpenRead", "OpenWrite", "OpenText", "Open", "Create", "CreateText", "AppendText"];

    private static readonly string[] _givingBack = ["Dispose", "DisposeAsync", "Close", "CloseAsync"];

    public ReviewRule Rule { get; } = new(
        "not-disposed",
        "Opened and never closed",
        FindingCategory.Reliability,
        Severity.Warning,
        "The file, socket or handle stays open until the garbage collector gets to it, and what was buffered may never be written. Declare it with 'using'.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "var reader = new StreamReader(path);\nvar text = reader.ReadToEnd();",
        AlsoKnownAs = ["CA2000", "S2930"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.LocalDeclarationStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var declaration = (LocalDeclarationStatementSyntax)node;
        if (declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) || declaration.Parent is not BlockSyntax block
            || declaration.Declaration.Variables is not [{ Initializer.Value: var value } variable] || Opened(value, declaration.Declaration.Type) is not { } type)
        {
            yield break;
        }

        var name = variable.Identifier.ValueText;
        var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => string.Equals(use.Identifier.ValueText, name, StringComparison.Ordinal) && use.SpanStart > declaration.Span.End).ToList();
        if (uses.Count > 0 && uses.TrueForAll(use => IsOwnUse(use, block)))
        {
            yield return CSharpFile.Hit(Rule, declaration.Span, $"'{name}' ({type}) is never disposed of. Declare it with 'using'.") with
            {
                Fix = new CheckFix("Declare it with 'using'", (new OffsetRange(declaration.SpanStart, declaration.SpanStart), "using ")),
            };
        }
    }

    private static string? Opened(ExpressionSyntax value, TypeSyntax declared) => value switch
    {
        ObjectCreationExpressionSyntax created when IsKnown(SyntaxNames.Last(created.Type)) && !IsGiven(created.ArgumentList) => SyntaxNames.Last(created.Type),
        ImplicitObjectCreationExpressionSyntax created when IsKnown(SyntaxNames.Last(declared)) && !IsGiven(created.ArgumentList) => SyntaxNames.Last(declared),
        InvocationExpressionSyntax call when SyntaxNames.Owner(call.Expression) is "File" && _openers.Contains(SyntaxNames.Last(call.Expression), StringComparer.Ordinal) => "stream",
        InvocationExpressionSyntax call when SyntaxNames.Owner(call.Expression) is "Process" && SyntaxNames.Last(call.Expression) is "Start" => "Process",
        InvocationExpressionSyntax call when SyntaxNames.Owner(call.Expression) is "CancellationTokenSource" && SyntaxNames.Last(call.Expression) is "CreateLinkedTokenSource" => "CancellationTokenSource",
        _ => null,
    };

    private static bool IsKnown(string type) => _types.Contains(type, StringComparer.Ordinal);

    // A reader over somebody else's stream must often leave that open.
    private static bool IsGiven(ArgumentListSyntax? arguments) => arguments?.Arguments.FirstOrDefault()?.Expression is { } first
        && (SyntaxNames.Last(first) is var name && (name.Contains("stream", StringComparison.OrdinalIgnoreCase) || name is "Out" or "In" or "Error"));

    private static bool IsOwnUse(IdentifierNameSyntax use, BlockSyntax block)
    {
        if (use.Ancestors().TakeWhile(ancestor => ancestor != block).Any(SyntaxNames.IsFunction))
        {
            return false;
        }

        var access = use.Parent switch
        {
            MemberAccessExpressionSyntax member when member.Expression == use => (ExpressionSyntax)member,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax } conditional when conditional.Expression == use => conditional,
            _ => null,
        };
        var name = access is ConditionalAccessExpressionSyntax { WhenNotNull: var call } ? SyntaxNames.Last(call) : SyntaxNames.Last(access);

        // What listens lives on; so may what somebody got a part of, as a stream or a token.
        return access is not null && !_givingBack.Contains(name, StringComparer.Ordinal)
            && access.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression }
            && !(access.Parent is ArgumentSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax && name.EndsWith("Stream", StringComparison.Ordinal));
    }
}
