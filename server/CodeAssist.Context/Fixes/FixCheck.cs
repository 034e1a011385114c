using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Fixes;

/// <summary>
/// Applies a fix to a copy of the file and looks at what came of it: the tree of a C# file and, where its project is known, what the compiler says of its types; the brackets of any other.
/// </summary>
public sealed class FixCheck : IFixCheck
{
    private readonly FixedTypes? _types;

    /// <summary>By the text alone.</summary>
    public FixCheck()
    {
    }

    /// <param name="projects">Those of the review.</param>
    public FixCheck(CompiledProjects projects) => _types = new FixedTypes(projects, TimeProvider.System);

    public string? Objection(DocumentSnapshot reviewed, Fix fix)
    {
        if (FixedText.Of(reviewed, fix) is not { } text)
        {
            return "Its edits are out of order, overlap, or lie outside the file.";
        }

        if (string.Equals(text, reviewed.Text, StringComparison.Ordinal))
        {
            return "It changes nothing.";
        }

        if (IsCSharp(reviewed))
        {
            return CSharpFixCheck.Objection(reviewed, text);
        }

        return !Languages.IsProse(reviewed.Language) && OpenBrackets.Count(text, reviewed.Language) > OpenBrackets.Count(reviewed.Text, reviewed.Language)
            ? "It leaves a bracket without its partner."
            : null;
    }

    public async Task<string?> ObjectionAsync(ChangeSet change, ChangedFile file, Fix fix, CancellationToken cancellationToken) =>
        Objection(file.New!, fix) is { } objection ? objection
        : _types is not null && IsCSharp(file.New!) ? await _types.ObjectionAsync(change, file, FixedText.Of(file.New!, fix)!, cancellationToken)
        : null;

    private static bool IsCSharp(DocumentSnapshot document) => string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal);
}
