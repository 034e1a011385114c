using System.Globalization;
using CodeAssist.Core.Review;

namespace CodeAssist.Server.Reviewing;

/// <summary>Tells how far a review has come: every file that is done, and every question that a chat model is asked meanwhile. Calls may come from any thread.</summary>
/// <param name="audience">Is told one thing after the other.</param>
/// <param name="files">How many have changed.</param>
internal sealed class ReviewNews(IProgress<ReviewProgress> audience, int files) : IProgress<ReviewProgress>
{
    private readonly Lock _turn = new();
    private ReviewProgress _reached = new(0, files, "");
    private int _questions;

    public void Report(ReviewProgress value)
    {
        lock (_turn)
        {
            // Files that are done at the same time may come in any order.
            _reached = value.Done > _reached.Done ? value : _reached;
            audience.Report(_reached);
        }
    }

    /// <param name="model">Who is asked now.</param>
    public void Asked(string model)
    {
        lock (_turn)
        {
            audience.Report(_reached with { Question = string.Create(CultureInfo.InvariantCulture, $"{model}, question {++_questions}") });
        }
    }
}
