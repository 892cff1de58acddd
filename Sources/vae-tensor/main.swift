import VAETools

TensorTool.start()
