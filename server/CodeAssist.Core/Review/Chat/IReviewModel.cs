using CodeAssist.Core.Assist;

namespace CodeAssist.Core.Review.Chat;

/// <summary>A model that a review asks. Whoever implements it holds answers to their form and keeps account of what they cost.</summary>
public interface IReviewModel
{
    /// <summary>As reports name it.</summary>
    string Id { get; }

    /// <summary>Most tokens of code in one question, at least 1.</summary>
    int CodeTokens { get; }

    /// <summary>How often each piece is asked about: more than once only where that costs nothing.</summary>
    int Passes { get; }

    /// <summary>By the model's own tokenizer where that is at hand, otherwise an estimate that is rather too high.</summary>
    Task<IReadOnlyList<int>> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <param name="question">About some pieces.</param>
    /// <param name="pieces">How many.</param>
    /// <param name="pass">From zero; answers of different passes may differ, those of one pass do not.</param>
    /// <param name="cancellationToken">Ends the question, down to the model.</param>
    /// <returns>One reading for each piece, in the question's order.</returns>
    Task<ModelAnswer<IReadOnlyList<UnitReading>>> FindAsync(AssistQuestion question, int pieces, int pass, CancellationToken cancellationToken);

    /// <param name="question">About some claims.</param>
    /// <param name="claims">How many.</param>
    /// <param name="cancellationToken">Ends the question, down to the model.</param>
    /// <returns>One verdict for each claim, in the question's order.</returns>
    Task<ModelAnswer<IReadOnlyList<ModelVerdict>>> JudgeAsync(AssistQuestion question, int claims, CancellationToken cancellationToken);

    /// <returns>A few sentences.</returns>
    Task<ModelAnswer<string>> SumUpAsync(AssistQuestion question, CancellationToken cancellationToken);
}
