namespace CodeAssist.ModelHost.Devices;

/// <param name="Name">The maker's name.</param>
/// <param name="IsSoftware">Whether it only imitates a GPU on the CPU.</param>
/// <param name="Driver">Version of its driver, and the id of the very build.</param>
internal sealed record VulkanDevice(string Name, bool IsSoftware, string Driver);
