using CodeAssist.Core.Models;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>A progress bar while the model loads; nothing where the output is no terminal.</summary>
internal static class LoadProgress
{
    private const string Title = "Loading the model";

    public static async Task<ModelAvailability> ShowAsync(
        IAnsiConsole console, IWatchedModel model, Func<Task<ModelAvailability>> load)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await load();
        }

        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask(Title, maxValue: 1);
            void OnChanged(ModelAvailability availability)
            {
                if (availability is ModelAvailability.Loading loading)
                {
                    (task.Value, task.Description) = (loading.Fraction, Markup.Escape(loading.Doing ?? Title));
                }
            }

            model.Changed += OnChanged;
            try
            {
                return await load();
            }
            finally
            {
                model.Changed -= OnChanged;
            }
        });
    }
}
