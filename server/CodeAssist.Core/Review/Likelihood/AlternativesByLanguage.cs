using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Alternatives by the best that is known of a file's language.</summary>
/// <param name="csharp">For C#, where a parser reads it.</param>
public sealed class AlternativesByLanguage(IAlternativeSource csharp) : IAlternativeSource
{
    private readonly TokenAlternatives _others = new();

    public IReadOnlyList<Alternative> Of(DocumentSnapshot document, int line, CancellationToken cancellationToken) =>
        (string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal) ? csharp : _others).Of(document, line, cancellationToken);
}
