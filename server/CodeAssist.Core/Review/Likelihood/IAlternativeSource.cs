using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Says what else a line could have said, by one fault of one token. Thread-safe.</summary>
public interface IAlternativeSource
{
    /// <param name="document">The file.</param>
    /// <param name="line">From zero.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>None equal to what stands there, no two alike; empty where the line is not understood.</returns>
    IReadOnlyList<Alternative> Of(DocumentSnapshot document, int line, CancellationToken cancellationToken);
}
