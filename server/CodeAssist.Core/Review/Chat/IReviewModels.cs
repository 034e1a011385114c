using CodeAssist.Core.Assist;

namespace CodeAssist.Core.Review.Chat;

/// <summary>Says which model looks at what, and asks the user where the user wants to be asked.</summary>
public interface IReviewModels
{
    /// <param name="path">The file that it is about; null for the change as a whole.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ReviewModelChoice> ChooseAsync(string? path, CancellationToken cancellationToken);

    /// <summary>A stronger model for one claim on which the first one is at odds with itself.</summary>
    /// <param name="path">The file that it is about.</param>
    /// <param name="question">What it would be asked: this claim and the code around it, nothing else.</param>
    /// <param name="cancellationToken">Ends the wait; that is no permission.</param>
    /// <returns>Null where nobody is stronger, or nobody may be asked.</returns>
    Task<IReviewModel?> ChooseStrongerAsync(string path, AssistQuestion question, CancellationToken cancellationToken);
}
