using System.Globalization;
using CodeAssist.Core.Review;
using CodeAssist.Server.Reviewing;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>How far a review has come, file by file and, while a chat model is asked, question by question; nothing where the output is no terminal.</summary>
internal static class ReviewProgressBar
{
    /// <param name="console">Where it is shown.</param>
    /// <param name="mayAsk">Whether the user may be asked something meanwhile: then it is told line by line.</param>
    /// <param name="review">What is shown.</param>
    public static async Task<ReviewOutcome> ShowAsync(IAnsiConsole console, bool mayAsk, Func<IProgress<ReviewProgress>, Task<ReviewOutcome>> review)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await review(new Shown(static _ => { }));
        }

        if (mayAsk)
        {
            return await review(new Shown(progress => console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{progress.Done} of {progress.Total}: {progress.Question ?? progress.Path}[/]")));
        }

        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask("Reading the change");
            return await review(new Shown(progress =>
            {
                task.Description = Markup.Escape(progress.Question ?? progress.Path);
                task.MaxValue = progress.Total;
                task.Value = progress.Done;
            }));
        });
    }

    private sealed class Shown(Action<ReviewProgress> show) : IProgress<ReviewProgress>
    {
        public void Report(ReviewProgress value) => show(value);
    }
}
