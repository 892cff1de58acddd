/// vae-bench-rates encode|decode|sample FILE, vae-bench-rates products THREADS: what vae-bench measures in a process
/// of its own, so that VAE_KERNELS chooses the kernels. Prints a line for each measurement, its last field a number.
let words = CommandLine.arguments.dropFirst()
guard words.count == 2, let task = words.first, let operand = words.last else {
    fatalError("usage: vae-bench-rates encode|decode|sample FILE | products THREADS")
}
if task == "products" {
    measureProducts(threads: Int(operand)!)
} else {
    try measureModel(task, file: operand)
}
