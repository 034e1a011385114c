using CodeAssist.Core.Review;
using CodeAssist.Server.Reviewing;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>How far a review has come, file by file; nothing where the output is no terminal.</summary>
internal static class ReviewProgressBar
{
    public static async Task<ReviewOutcome> ShowAsync(IAnsiConsole console, Func<IProgress<ReviewProgress>, Task<ReviewOutcome>> review)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await review(new Shown(static _ => { }));
        }

        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask("Reading the change");
            return await review(new Shown(progress =>
            {
                task.Description = Markup.Escape(progress.Path);
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
