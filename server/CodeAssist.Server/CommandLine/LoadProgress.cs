using CodeAssist.Core.Models;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>A progress bar while the model loads; nothing where the output is no terminal.</summary>
internal static class LoadProgress
{
    public static async Task<ModelAvailability> ShowAsync(
        IAnsiConsole console, IWatchedModel model, Func<Task<ModelAvailability>> load)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await load();
        }

        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask("Loading the model", maxValue: 1);
            void OnChanged(ModelAvailability availability) =>
                task.Value = availability is ModelAvailability.Loading loading ? loading.Fraction : task.Value;

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
